package io.agentlocator.testbed.twilio.rest;

import java.time.Instant;
import java.util.Map;

/**
 * A request of the application to the REST interface.
 *
 * @param status of the response; 0 when it was withheld
 */
public record RestRequest(
        Instant at, String method, String path, Map<String, String> params, boolean authorised, int status) {}
