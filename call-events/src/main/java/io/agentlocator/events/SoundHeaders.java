package io.agentlocator.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Headers;

/** Headers of sound records: the value is the sound, every other component is a CloudEvents extension attribute. */
final class SoundHeaders {

    private static final byte[] NO_SOUND = new byte[0];

    private SoundHeaders() {}

    static boolean isSound(Class<? extends Event> type) {
        return CallerAudio.class.isAssignableFrom(type) || AgentAudio.class.isAssignableFrom(type);
    }

    static byte[] sound(Event event) {
        return switch (event) {
            case CallerAudio.Chunk chunk -> chunk.mulaw();
            case AgentAudio.Chunk chunk -> chunk.mulaw();
            case AgentAudio.ReplyClip clip -> clip.mp3();
            default -> NO_SOUND;
        };
    }

    static void write(Event event, Headers headers) {
        switch (event) {
            case CallerAudio caller -> {
                put(headers, "ce_streamsid", caller.streamSid());
                if (caller instanceof CallerAudio.Chunk chunk) {
                    put(headers, "ce_sequence", Long.toString(chunk.sequence()));
                    put(headers, "ce_offsetms", Long.toString(chunk.offsetMs()));
                    put(headers, "ce_speaking", chunk.speaking() ? "1" : "0");
                }
            }
            case AgentAudio agent -> {
                put(headers, "ce_turn", Integer.toString(agent.turn()));
                if (agent instanceof AgentAudio.Chunk chunk) {
                    put(headers, "ce_sentence", Integer.toString(chunk.sentence()));
                    put(headers, "ce_sequence", Integer.toString(chunk.sequence()));
                }
                if (agent instanceof AgentAudio.ReplyClip clip) {
                    put(headers, "ce_durationms", Integer.toString(clip.durationMs()));
                }
            }
            default -> throw new IllegalArgumentException("not sound: " + event.getClass());
        }
    }

    static Event read(Class<? extends Event> type, Headers headers, byte[] value) {
        String callSid = need(headers, "ce_subject");
        if (CallerAudio.class.isAssignableFrom(type)) {
            String streamSid = need(headers, "ce_streamsid");
            return type == CallerAudio.Chunk.class
                    ? new CallerAudio.Chunk(
                            callSid,
                            streamSid,
                            Long.parseLong(need(headers, "ce_sequence")),
                            Long.parseLong(need(headers, "ce_offsetms")),
                            need(headers, "ce_speaking").equals("1"),
                            value)
                    : new CallerAudio.End(callSid, streamSid);
        }
        int turn = Integer.parseInt(need(headers, "ce_turn"));
        if (type == AgentAudio.Chunk.class) {
            return new AgentAudio.Chunk(
                    callSid,
                    turn,
                    Integer.parseInt(need(headers, "ce_sentence")),
                    Integer.parseInt(need(headers, "ce_sequence")),
                    value);
        }
        if (type == AgentAudio.ReplyClip.class) {
            return new AgentAudio.ReplyClip(callSid, turn, Integer.parseInt(need(headers, "ce_durationms")), value);
        }
        if (type == AgentAudio.TurnEnded.class) {
            return new AgentAudio.TurnEnded(callSid, turn);
        }
        if (type == AgentAudio.TurnCut.class) {
            return new AgentAudio.TurnCut(callSid, turn);
        }
        if (type == AgentAudio.TurnResumed.class) {
            return new AgentAudio.TurnResumed(callSid, turn);
        }
        if (type == AgentAudio.HangUp.class) {
            return new AgentAudio.HangUp(callSid, turn);
        }
        throw new IllegalArgumentException("not sound: " + type);
    }

    private static String need(Headers headers, String name) {
        String text = EventCodec.text(headers, name);
        if (text == null) {
            throw new IllegalArgumentException("header missing: " + name);
        }
        return text;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(US_ASCII));
    }
}
