package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.twilio.TwilioSignature;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Valid webhooks with random damage. */
public final class BrokenWebhooks {

    /** @param uri valid in a request line */
    public record Sent(WebhookRoute route, boolean get, String uri, Map<String, String> headers, byte[] body) {

        public byte[] query() {
            int mark = uri.indexOf('?');
            return mark < 0 ? new byte[0] : uri.substring(mark + 1).getBytes(UTF_8);
        }

        @Override
        public String toString() {
            return (get ? "GET " : "POST ") + uri + " " + new String(body, 0, Math.min(body.length, 2000), UTF_8);
        }
    }

    private static final List<String> FORMS = List.of(
            "CallSid=CA0123456789abcdef0123456789abcdef&AccountSid=AC1&From=%2B972525381648&To=%2B97237000000"
                    + "&CallStatus=ringing&ApiVersion=2010-04-01&Direction=inbound&CallerName=%D7%91%D7%A2%D7%B4%D7%9E",
            "CallSid=CA1&CallStatus=in-progress",
            "CallSid=CA1&CallStatus=completed&CallDuration=31&Timestamp=Sun%2C+01+Mar+2026",
            "CallSid=CA2&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2FAC1%2FRecordings%2FRE1&RecordingDuration=7&Digits=hangup",
            "CallSid=CA2&RecordingSid=RE1&RecordingStatus=completed&RecordingUrl=%2F2010-04-01%2FAccounts%2FAC1%2FRecordings%2FRE1.mp3.json",
            "CallSid=CA3&DialCallStatus=no-answer&CallStatus=in-progress",
            "CallSid=CA3&StreamSid=MZ1&StreamEvent=stream-error&StreamError=31920",
            "MessageSid=SM1&From=whatsapp%3A%2B972525381648&To=whatsapp%3A%2B97237000000&Body=%F0%9F%98%80+hi&NumMedia=1",
            "MessageSid=SM1&From=whatsapp%3A%2B97237000000&To=whatsapp%3A%2B972&MessageStatus=failed&ErrorCode=63016");
    private static final List<String> PIECES = List.of(
            "&",
            "=",
            "%",
            "%%",
            "%D7",
            "%00",
            "+",
            "&&&",
            "=&=",
            "\u0000",
            "\uFFFD",
            "]]>",
            "<Say>",
            "\"/>",
            "%0d%0a",
            "CallSid=CA9&",
            "&CallSid=",
            "&CallStatus=" + "x".repeat(300),
            "&RecordingDuration=99999999999999999999",
            "&turn=3",
            "בע״מ",
            "😀",
            "&NumMedia=-1",
            "&From=whatsapp:",
            "&CallDuration=1e9");
    private static final String PRINTABLE = "abcXYZ019-._~%+&=?;:,@!$'()*/";

    private final Random random;

    public BrokenWebhooks(Random random) {
        this.random = random;
    }

    public Sent next() {
        WebhookRoute route = WebhookRoute.values()[random.nextInt(WebhookRoute.values().length)];
        boolean get = random.nextInt(6) == 0;
        byte[] body = body();
        String query = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "?turn=" + random.nextInt(5);
            case 2 -> "?" + printable(random.nextInt(60));
            default -> "?" + FORMS.get(random.nextInt(FORMS.size())) + printable(random.nextInt(8));
        };
        return new Sent(route, get, route.path() + query, headers(), get ? new byte[0] : body);
    }

    /** Signed as by Twilio; empty where there are too many parameters. */
    public static Optional<String> signature(Sent sent, TwilioSignature signature, String base) {
        return Form.parse(sent.get() ? sent.query() : sent.body())
                .map(form -> signature.sign(base + sent.uri(), sent.get() ? Map.of() : form.parameters()));
    }

    /** Whether the answer of the route has no body. */
    public static boolean saysNothing(Sent sent) {
        return sent.route().fallback() == WebhookRoute.Fallback.NO_CONTENT;
    }

    /** A random valid header value. */
    String text() {
        return printable(random.nextInt(60));
    }

    String changed(String text) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private byte[] body() {
        byte[] body = FORMS.get(random.nextInt(FORMS.size())).getBytes(UTF_8);
        for (int i = random.nextInt(6); i > 0; i--) {
            body = mutated(body);
        }
        return body;
    }

    private byte[] mutated(byte[] body) {
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> with(body, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            case 2 -> flipped(body, at);
            case 3 -> with(body, body.length, body);
            case 4 -> with(body, at, bytes(random.nextInt(20)));
            case 5 -> with(body, at, Arrays.copyOfRange(body, at, body.length));
            case 6 ->
                with(
                        body,
                        body.length,
                        ("&p" + random.nextInt(9) + "=")
                                .repeat(random.nextInt(700))
                                .getBytes(UTF_8));
            default -> random.nextInt(200) == 0 ? with(body, at, bytes(100_000)) : body;
        };
    }

    private Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        headers.put("Host", "10.0.0.1");
        if (random.nextInt(5) == 0) {
            headers.put("I-Twilio-Idempotency-Token", printable(20));
        }
        if (random.nextInt(5) == 0) {
            headers.put("X-Forwarded-Host", printable(20));
            headers.put("X-Forwarded-Proto", random.nextBoolean() ? "https" : printable(5));
        }
        return headers;
    }

    private String printable(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(PRINTABLE.charAt(random.nextInt(PRINTABLE.length())));
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] body, int at) {
        byte[] copy = body.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << at % 8);
        }
        return copy;
    }

    private static byte[] with(byte[] body, int at, byte[] piece) {
        var out = new ByteArrayOutputStream(body.length + piece.length);
        out.write(body, 0, at);
        out.writeBytes(piece);
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }
}
