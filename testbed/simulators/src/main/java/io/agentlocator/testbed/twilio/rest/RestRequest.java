package io.agentlocator.testbed.twilio.rest;

import java.time.Instant;
import java.util.Map;

/**
 * A request that the application made of Twilio's REST interface.
 *
 * @param status that it was answered with; 0 when the answer was withheld
 */
public record RestRequest(
        Instant at, String method, String path, Map<String, String> params, boolean authorised, int status) {}
