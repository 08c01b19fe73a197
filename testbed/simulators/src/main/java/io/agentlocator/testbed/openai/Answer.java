package io.agentlocator.testbed.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the simulator answers to one request, part by part.
 *
 * @param status 200 streams the parts; any other answers with OpenAI's error document
 * @param beforeHead how long nothing at all is answered
 * @param bytesAtOnce how many bytes go out at a time, so that letters and lines are split; 0: each part whole
 */
public record Answer(int status, Duration beforeHead, int bytesAtOnce, List<Part> parts) {

    /** One thing that is sent, or done. */
    public sealed interface Part {

        record Text(String content) implements Part {}

        /** A fragment of a tool call; id and name are sent with the first fragment of an index only. */
        record Tool(int index, String id, String name, String arguments) implements Part {}

        record Wait(Duration length) implements Part {}

        record Finish(String reason) implements Part {}

        /** The chunk that has usage and an empty list of choices. */
        record Usage() implements Part {}

        /** An error within the stream, after status 200. */
        record Failure(String code) implements Part {}

        record Done() implements Part {}

        /** The connection is dropped, without the end of the body. */
        record Drop() implements Part {}
    }

    public Answer {
        parts = List.copyOf(parts);
    }

    /** A healthy answer: role, the texts as deltas, finish, usage, [DONE]. */
    public static Answer saying(String... deltas) {
        var parts = new ArrayList<Part>();
        for (String delta : deltas) {
            parts.add(new Part.Text(delta));
        }
        return ending(parts, "stop");
    }

    /** A healthy answer that calls one tool, its arguments in two fragments, after perhaps some words. */
    public static Answer calling(String tool, String arguments, String... deltas) {
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

    public static Answer of(Part... parts) {
        return new Answer(200, Duration.ZERO, 0, List.of(parts));
    }

    public static Answer error(int status) {
        return new Answer(status, Duration.ZERO, 0, List.of());
    }

    public Answer splitInto(int bytes) {
        return new Answer(status, beforeHead, bytes, parts);
    }

    public Answer after(Duration nothing) {
        return new Answer(status, nothing, bytesAtOnce, parts);
    }

    /** The same with a pause before the part of this index. */
    public Answer pausingBefore(int index, Duration length) {
        var paused = new ArrayList<>(parts);
        paused.add(index, new Part.Wait(length));
        return new Answer(status, beforeHead, bytesAtOnce, paused);
    }

    /** The same, but the connection drops before the part of this index. */
    public Answer droppingBefore(int index) {
        var cut = new ArrayList<>(parts.subList(0, index));
        cut.add(new Part.Drop());
        return new Answer(status, beforeHead, bytesAtOnce, cut);
    }

    private static Answer ending(List<Part> parts, String reason) {
        parts.add(new Part.Finish(reason));
        parts.add(new Part.Usage());
        parts.add(new Part.Done());
        return new Answer(200, Duration.ZERO, 0, parts);
    }
}
