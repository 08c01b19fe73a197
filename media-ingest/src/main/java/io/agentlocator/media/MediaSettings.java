package io.agentlocator.media;

/**
 * What the machine of a stream is set to. All times in milliseconds.
 *
 * @param startLimitMs a socket that has not started a stream by then is closed
 * @param mediaLostMs a stream without a frame for so long is given up; longer than the watchdog waits, which saves the
 *     call first
 * @param pingEveryMs how often a sign of life is sent
 * @param seenEveryMs how often it is reported that frames arrive
 * @param stalledMs when reports have not got through for so long, the caller is asked to wait
 * @param feedLostMs when reports have not got through for so long, the caller is told and the stream is ended
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
