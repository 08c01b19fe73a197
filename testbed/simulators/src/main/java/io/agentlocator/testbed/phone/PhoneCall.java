package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.SimulatedCall;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call with a simulated caller.
 *
 * @param report completes when the call has ended and all webhooks are done; fails when the caller failed
 */
public record PhoneCall(SimulatedCall call, CompletableFuture<CallReport> report) {

    /** @throws IllegalStateException when the call is not over in time, or the caller failed */
    public CallReport await(Duration longest) {
        try {
            return report.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("call not over after " + longest + " call_sid=" + call.callSid(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the caller failed call_sid=" + call.callSid(), e.getCause());
        }
    }
}
