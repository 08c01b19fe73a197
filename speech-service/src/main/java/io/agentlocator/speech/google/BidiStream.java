package io.agentlocator.speech.google;

import com.google.api.gax.rpc.ClientStream;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.StreamController;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A bidirectional gRPC stream of the vendor's library with simpler rules: no callback comes after the end, sending after the
 * end does nothing, and a cancelled stream calls back no more.
 */
final class BidiStream<Q, R> {

    private final ClientStream<Q> out;
    private final AtomicBoolean over;

    private BidiStream(ClientStream<Q> out, AtomicBoolean over) {
        this.out = out;
        this.over = over;
    }

    /** @param open starts the call with the given observer */
    static <Q, R> BidiStream<Q, R> open(
            Function<ResponseObserver<R>, ClientStream<Q>> open,
            Consumer<R> answer,
            Consumer<Throwable> failed,
            Runnable completed) {
        var over = new AtomicBoolean();
        var observer = new ResponseObserver<R>() {
            @Override
            public void onStart(StreamController controller) {}

            @Override
            public void onResponse(R response) {
                if (!over.get()) {
                    answer.accept(response);
                }
            }

            @Override
            public void onError(Throwable cause) {
                if (over.compareAndSet(false, true)) {
                    failed.accept(cause);
                }
            }

            @Override
            public void onComplete() {
                if (over.compareAndSet(false, true)) {
                    completed.run();
                }
            }
        };
        return new BidiStream<>(open.apply(observer), over);
    }

    void send(Q message) {
        if (over.get()) {
            return;
        }
        try {
            out.send(message);
        } catch (RuntimeException ignored) {
            // The call ended since the check; the observer reports it.
        }
    }

    /** This stream as one of sound. @param message wraps a piece of μ-law */
    SpeechApi.Stream ofAudio(Function<byte[], Q> message) {
        return new SpeechApi.Stream() {
            @Override
            public void audio(byte[] mulaw) {
                send(message.apply(mulaw));
            }

            @Override
            public boolean ready() {
                return BidiStream.this.ready();
            }

            @Override
            public void halfClose() {
                BidiStream.this.halfClose();
            }

            @Override
            public void cancel() {
                BidiStream.this.cancel();
            }
        };
    }

    boolean ready() {
        return !over.get() && out.isSendReady();
    }

    void halfClose() {
        if (!over.get()) {
            try {
                out.closeSend();
            } catch (RuntimeException ignored) {
                // It ended at the same moment.
            }
        }
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            try {
                out.closeSendWithError(new CancellationException("not wanted any more"));
            } catch (RuntimeException ignored) {
                // It ended at the same moment.
            }
        }
    }
}
