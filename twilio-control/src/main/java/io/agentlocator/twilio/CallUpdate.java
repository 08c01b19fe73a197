package io.agentlocator.twilio;

/** The result of updating a live call. */
public sealed interface CallUpdate {

    /** Twilio accepted the update. */
    record Updated() implements CallUpdate {}

    /** The call is no longer live (Twilio errors 21220, 20404). */
    record CallOver(int code) implements CallUpdate {}

    /**
     * Twilio refused the update, or there were no credentials to send it with.
     *
     * @param status HTTP status; 0 if nothing was sent
     * @param code Twilio's error code; 0 if there is none
     */
    record Refused(int status, int code, String message) implements CallUpdate {

        /** Whether the same update may succeed a little later: too many requests, or a fault of Twilio. */
        public boolean passing() {
            return status == 429 || status >= 500;
        }
    }

    /** No answer within the time limit; it is unknown whether Twilio accepted the update. */
    record Unreachable(String cause) implements CallUpdate {}
}
