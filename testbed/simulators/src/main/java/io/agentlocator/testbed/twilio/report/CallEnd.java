package io.agentlocator.testbed.twilio.report;

import java.time.Duration;

/**
 * How a call ended.
 *
 * @param callStatus Twilio's word: completed, busy, no-answer, failed
 * @param talked from answer to end; what CallDuration counts
 */
public record CallEnd(By by, String callStatus, Duration talked) {
    public enum By {
        CALLER,
        /** A Hangup verb. */
        HANG_UP_VERB,
        REJECT_VERB,
        /** No verb was left. */
        TWIML_FINISHED,
        REST_UPDATE,
        /** The TwiML could not be fetched or run; the caller heard Twilio's error message. */
        APPLICATION_ERROR,
        TIME_LIMIT,
        SIMULATOR_CLOSED
    }
}
