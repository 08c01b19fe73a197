package io.agentlocator.testbed.twilio.rest;

import java.time.Duration;

/** A fault of the REST interface. */
public sealed interface RestFault {
    /** 401 with code 20003, whatever the credentials. */
    record Unauthorized() implements RestFault {}

    /** This status and an error body; the request has no effect. */
    record Refused(int status, int code) implements RestFault {}

    /** The correct response, delayed. */
    record Slow(Duration delay) implements RestFault {}

    /** The request takes effect, and the connection is closed before the response. */
    record AnswerLost() implements RestFault {}
}
