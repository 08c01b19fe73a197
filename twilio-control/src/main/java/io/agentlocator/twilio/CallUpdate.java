package io.agentlocator.twilio;

/** What became of an update of a live call. */
public sealed interface CallUpdate {

    /** Twilio took it. */
    record Updated() implements CallUpdate {}

    /** There is no such live call any more (21220, 20404). */
    record CallOver(int code) implements CallUpdate {}

    /**
     * Twilio, or this class for want of credentials, said no.
     *
     * @param status HTTP status; 0 where nothing was sent
     * @param code Twilio's error code; 0 where there is none
     */
    record Refused(int status, int code, String message) implements CallUpdate {

        /** Whether the same update may succeed a little later: too many requests, or a fault on Twilio's side. */
        public boolean passing() {
            return status == 429 || status >= 500;
        }
    }

    /** No answer within the time limit; whether Twilio took the update is unknown. */
    record Unreachable(String cause) implements CallUpdate {}
}
