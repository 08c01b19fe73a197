package io.agentlocator.media;

/**
 * Settings of a {@link MediaStream}. All times in milliseconds.
 *
 * @param startLimitMs a socket that has not started a stream within this time is closed
 * @param mediaLostMs a stream that receives no frame for this long is ended; the watchdog waits less and redirects the
 *     call first
 * @param pingEveryMs how often a ping is sent
 * @param seenEveryMs how often it is reported that frames arrive
 * @param stalledMs after this time without a published report the caller is asked to wait
 * @param feedLostMs after this time without a published report the caller hears the apology and the stream ends
 * @param holdPhrase asks the caller to wait; may be empty
 * @param apology says that the call cannot go on and a message can be left; may be empty
 */
public record MediaSettings(
        SpeechDetector.Settings speech,
        Playout.Settings playout,
        long startLimitMs,
        long mediaLostMs,
        long pingEveryMs,
        long seenEveryMs,
        long stalledMs,
        long feedLostMs,
        byte[] holdPhrase,
        byte[] apology) {}
