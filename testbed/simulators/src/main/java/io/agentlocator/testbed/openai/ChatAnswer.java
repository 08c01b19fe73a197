package io.agentlocator.testbed.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A response to one chat request, part by part.
 *
 * @param status 200 sends the parts; any other answers with OpenAI's error document
 * @param beforeHead delay before the response head
 * @param bytesAtOnce how many bytes are sent at a time, to split letters and lines; 0 sends each part whole
 * @param retryAfter sent with an error of 429 or 503
 */
public record ChatAnswer(int status, Duration beforeHead, int bytesAtOnce, Duration retryAfter, List<Part> parts) {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** One part of a response. */
    public sealed interface Part {

        record Text(String content) implements Part {}

        /** A fragment of a tool call; id and name are sent with the first fragment of an index only. */
        record Tool(int index, String id, String name, String arguments) implements Part {}

        record Wait(Duration length) implements Part {}

        record Finish(String reason) implements Part {}

        /** The chunk with usage and no choices; sent only if stream_options asked for it. */
        record Usage() implements Part {}

        /** An error within the stream, after status 200. */
        record Failure(String code) implements Part {}

        record Done() implements Part {}

        /** The connection is dropped before the end of the body. */
        record Drop() implements Part {}

        /** A piece of a body that is not an event stream: sound, or a whole document. */
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] piece) implements Part {}
    }

    public ChatAnswer {
        parts = List.copyOf(parts);
    }

    public ChatAnswer(int status, Duration beforeHead, int bytesAtOnce, List<Part> parts) {
        this(status, beforeHead, bytesAtOnce, Duration.ofSeconds(1), parts);
    }

    /** A successful response: role, the texts as deltas, finish, usage, [DONE]. */
    public static ChatAnswer saying(String... deltas) {
        var parts = new ArrayList<Part>();
        for (String delta : deltas) {
            parts.add(new Part.Text(delta));
        }
        return ending(parts, "stop");
    }

    /** A successful response that calls one tool, its arguments in two fragments, after optional text. */
    public static ChatAnswer calling(String tool, String arguments, String... deltas) {
        var parts = new ArrayList<Part>();
        for (String delta : deltas) {
            parts.add(new Part.Text(delta));
        }
        int half = arguments.length() / 2;
        parts.add(new Part.Tool(0, "call_1", tool, ""));
        parts.add(new Part.Tool(0, "", "", arguments.substring(0, half)));
        parts.add(new Part.Tool(0, "", "", arguments.substring(half)));
        return ending(parts, "tool_calls");
    }

    /** Status 200 without any text. */
    public static ChatAnswer empty() {
        return saying();
    }

    /** The connection is accepted and nothing is ever sent. */
    public static ChatAnswer halfOpen() {
        return saying().after(FOR_EVER);
    }

    public static ChatAnswer of(Part... parts) {
        return new ChatAnswer(200, Duration.ZERO, 0, List.of(parts));
    }

    public static ChatAnswer error(int status) {
        return new ChatAnswer(status, Duration.ZERO, 0, List.of());
    }

    public ChatAnswer splitInto(int bytes) {
        return new ChatAnswer(status, beforeHead, bytes, retryAfter, parts);
    }

    public ChatAnswer after(Duration nothing) {
        return new ChatAnswer(status, nothing, bytesAtOnce, retryAfter, parts);
    }

    public ChatAnswer retryAfter(Duration wait) {
        return new ChatAnswer(status, beforeHead, bytesAtOnce, wait, parts);
    }

    /** The same with a pause before the part of this index. */
    public ChatAnswer pausingBefore(int index, Duration length) {
        var paused = new ArrayList<>(parts);
        paused.add(index, new Part.Wait(length));
        return new ChatAnswer(status, beforeHead, bytesAtOnce, retryAfter, paused);
    }

    /** The same; the head comes at once, the first word only then. */
    public ChatAnswer firstWordAfter(Duration length) {
        return pausingBefore(0, length);
    }

    /** The same with a pause before each part, as a model makes them. */
    public ChatAnswer paced(Duration each) {
        var paced = new ArrayList<Part>();
        for (Part part : parts) {
            paced.add(new Part.Wait(each));
            paced.add(part);
        }
        return new ChatAnswer(status, beforeHead, bytesAtOnce, retryAfter, paced);
    }

    /** The same, but the connection drops before the part of this index. */
    public ChatAnswer droppingBefore(int index) {
        var cut = new ArrayList<>(parts.subList(0, index));
        cut.add(new Part.Drop());
        return new ChatAnswer(status, beforeHead, bytesAtOnce, retryAfter, cut);
    }

    /** The same, but nothing comes from the part of this index on, and the connection stays. */
    public ChatAnswer stallingBefore(int index) {
        var cut = new ArrayList<>(parts.subList(0, index));
        cut.add(new Part.Wait(FOR_EVER));
        return new ChatAnswer(status, beforeHead, bytesAtOnce, retryAfter, cut);
    }

    private static ChatAnswer ending(List<Part> parts, String reason) {
        parts.add(new Part.Finish(reason));
        parts.add(new Part.Usage());
        parts.add(new Part.Done());
        return new ChatAnswer(200, Duration.ZERO, 0, parts);
    }
}
