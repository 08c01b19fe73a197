package io.agentlocator.testbed.twilio;

import java.util.Map;

/**
 * A call to be placed.
 *
 * @param from as Twilio presents it: E.164, {@code anonymous}, {@code client:…}
 * @param to one of the account's numbers
 * @param extraParams further parameters of every webhook of this call, such as CallerName
 */
public record CallRequest(String from, String to, CallFaults faults, Map<String, String> extraParams) {
    public static CallRequest of(String from, String to) {
        return new CallRequest(from, to, CallFaults.none(), Map.of());
    }

    public CallRequest with(CallFaults injected) {
        return new CallRequest(from, to, injected, extraParams);
    }

    public CallRequest withParams(Map<String, String> more) {
        return new CallRequest(from, to, faults, Map.copyOf(more));
    }
}
