package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.report.StreamReport;
import io.agentlocator.testbed.twilio.twiml.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The counters of a media stream. */
final class StreamCounts {
    String subprotocol = "";
    Optional<Duration> opened = Optional.empty();
    Optional<Duration> closed = Optional.empty();
    Optional<StreamEnd> end = Optional.empty();
    int closeCode;
    int mediaSent;
    int mediaDropped;
    int mediaReceived;
    long bytesReceived;
    int clears;
    final List<String> marks = new ArrayList<>();
    final List<String> invalid = new ArrayList<>();

    StreamReport report(String streamSid, String url, Verb.Stream stream) {
        return new StreamReport(
                streamSid,
                url,
                subprotocol,
                stream.parameters(),
                opened,
                closed,
                end,
                closeCode,
                mediaSent,
                mediaReceived,
                bytesReceived,
                List.copyOf(marks),
                clears,
                List.copyOf(invalid));
    }
}
