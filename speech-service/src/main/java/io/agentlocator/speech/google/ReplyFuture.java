package io.agentlocator.speech.google;

import com.google.api.core.ApiFuture;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a unary answer with our own time limit; the library's are minutes. */
final class ReplyFuture {

    private ReplyFuture() {}

    /** @throws ExecutionException with the failure as its cause; a {@link TimeoutException} after the limit */
    static <T> T await(ApiFuture<T> future, Duration limit) throws ExecutionException, InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(new TimeoutException("no answer within " + limit.toMillis() + " ms"));
        } finally {
            future.cancel(true);
        }
    }
}
