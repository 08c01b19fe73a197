package io.agentlocator.testbed.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A span as received.
 *
 * @param service {@code service.name} of its resource; empty when there is none
 * @param parent the id of the span that it follows from; empty for the first of a trace
 * @param attributes of the span itself
 * @param text the span with its resource and scope, as readable text
 */
public record CollectedSpan(
        String service,
        String trace,
        String id,
        Optional<String> parent,
        String name,
        Instant start,
        Instant end,
        Map<String, String> attributes,
        String text) {

    static final int TRACE_BYTES = 16;
    static final int SPAN_BYTES = 8;

    static CollectedSpan of(ResourceSpans from, ScopeSpans scope, Span span) {
        return new CollectedSpan(
                attributes(from.getResource().getAttributesList()).getOrDefault("service.name", ""),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                Optional.of(hex(span.getParentSpanId())).filter(parent -> !parent.isEmpty()),
                span.getName(),
                instant(span.getStartTimeUnixNano()),
                instant(span.getEndTimeUnixNano()),
                attributes(span.getAttributesList()),
                text(from, scope, span));
    }

    private static String text(ResourceSpans from, ScopeSpans scope, Span span) {
        ScopeSpans alone = scope.toBuilder().clearSpans().addSpans(span).build();
        return TextFormat.printer()
                .escapingNonAscii(false)
                .printToString(
                        from.toBuilder().clearScopeSpans().addScopeSpans(alone).build());
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        return pairs.stream()
                .collect(Collectors.toUnmodifiableMap(
                        KeyValue::getKey, pair -> text(pair.getValue()), (first, second) -> second));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> TextFormat.printer().escapingNonAscii(false).printToString(value);
        };
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
