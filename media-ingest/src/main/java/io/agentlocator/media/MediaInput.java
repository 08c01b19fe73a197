package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent.StopReason;
import java.util.List;

/** All that can happen to one media stream. */
public sealed interface MediaInput {

    /** The stream has started and proved which call it belongs to. */
    record Started(String callSid, String streamSid) implements MediaInput {}

    /** The stream could not prove its call. */
    record Refused() implements MediaInput {}

    /**
     * Some of the caller's sound: usually 20 ms, but Twilio does not promise it.
     *
     * @param number counts the frames of the stream from 1; 0 where the sender did not say
     * @param offsetMs place on the stream's own clock; negative where the sender did not say
     */
    record Frame(long number, long offsetMs, byte[] mulaw) implements MediaInput {
        @Override
        public String toString() {
            return "Frame[number=" + number + ", offsetMs=" + offsetMs + ", " + mulaw.length + " bytes]";
        }
    }

    /** A message that could not be parsed, or whose sound could not be decoded. */
    record Garbled() implements MediaInput {}

    /** The sound sent before {@link MediaStep.NotifyWhenPlayed} of the same label has been played or dropped. */
    record PlayedUpTo(String label) implements MediaInput {}

    record Digit(String digit) implements MediaInput {}

    /** The far end says that the stream is over. */
    record Stopped() implements MediaInput {}

    /** The socket is gone. */
    record SocketClosed() implements MediaInput {}

    record Agent(AgentAudio audio) implements MediaInput {}

    /**
     * The shared tick.
     *
     * @param voice what voice activity judged since the last tick, oldest first
     * @param feedStalledMs for how long reports have not got through; 0 while they do
     */
    record Tick(List<SpeechProbability> voice, long feedStalledMs) implements MediaInput {}

    /** The stream has to end now, even in the middle of a sentence. */
    record CloseNow(StopReason reason) implements MediaInput {}
}
