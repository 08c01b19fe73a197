package io.agentlocator.speech.google;

import com.google.api.core.ApiFuture;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a unary answer within our own bound; the library's are minutes and more. */
final class ReplyFuture {

    private ReplyFuture() {}

    /** @throws ExecutionException with the cause; a time-out is one, too */
    static <T> T await(ApiFuture<T> future, Duration bound) throws ExecutionException, InterruptedException {
        try {
            return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(new TimeoutException("no answer within " + bound.toMillis() + " ms"));
        } finally {
            future.cancel(true);
        }
    }
}
