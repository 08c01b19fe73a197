package io.agentlocator.testbed.twilio.rest;

import java.time.Duration;

/** What goes wrong with the REST interface. */
public sealed interface RestFault {
    /** 401 with code 20003, whatever the credentials. */
    record Unauthorized() implements RestFault {}

    /** This status and an error body; the request has no effect. */
    record Refused(int status, int code) implements RestFault {}

    /** Answered properly, but late. */
    record Slow(Duration delay) implements RestFault {}

    /** The effect takes place, and the connection is cut before the answer. */
    record AnswerLost() implements RestFault {}
}
