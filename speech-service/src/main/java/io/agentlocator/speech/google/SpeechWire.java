package io.agentlocator.speech.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.Heard;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.Sound;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One generation of the vendor's recognition interface, reduced to what we use of it. */
interface SpeechWire extends AutoCloseable {

    /**
     * Opens a stream; does not block. Sound may be sent at once.
     *
     * @param minimal leave out everything that some model refuses
     */
    Stream open(boolean minimal, Answers answers);

    /** Unary recognition of a short piece; blocks. */
    Heard recognize(Sound sound, boolean minimal) throws RecognitionTrouble, InterruptedException;

    @Override
    void close();

    /** Sends. Methods do not block and do not throw; after an error they do nothing. */
    interface Stream {

        void audio(byte[] mulaw);

        /** Whether the connection takes what is sent; what is sent before is queued without a bound. */
        boolean ready();

        void halfClose();

        void cancel();
    }

    /** Told by threads of the library, one thing at a time; after {@link #failed} or {@link #completed} nothing more. */
    interface Answers {

        void heard(List<Words> words);

        void failed(Throwable cause);

        void completed();
    }

    /** @param endMs where the words end on the stream's own clock; -1 where the vendor does not say */
    record Words(String text, boolean isFinal, float stability, float confidence, long endMs) {
        @Override
        public String toString() {
            return "Words[" + text.length() + " chars, isFinal=" + isFinal + ", endMs=" + endMs + "]";
        }
    }

    /** What a failure means for what is to be done. */
    enum Verdict {
        /** Age, silence, weather, quota: open another one. */
        AGAIN,
        /** A feature that the model does not have, or a plain mistake of ours. */
        REFUSED,
        /** Nothing will help: credentials, project. */
        HOPELESS;

        static Verdict of(Throwable cause) {
            return cause instanceof ApiException api ? of(api.getStatusCode().getCode()) : AGAIN;
        }

        private static Verdict of(StatusCode.Code code) {
            return switch (code) {
                case INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED, FAILED_PRECONDITION -> REFUSED;
                case UNAUTHENTICATED, PERMISSION_DENIED -> HOPELESS;
                case ABORTED,
                        OUT_OF_RANGE,
                        UNAVAILABLE,
                        RESOURCE_EXHAUSTED,
                        DEADLINE_EXCEEDED,
                        CANCELLED,
                        INTERNAL,
                        UNKNOWN,
                        DATA_LOSS,
                        ALREADY_EXISTS,
                        OK -> AGAIN;
            };
        }
    }

    /** What a failure says about the vendor. */
    static FailureKind kind(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return FailureKind.TIMEOUT;
        }
        if (!(cause instanceof ApiException api)) {
            return FailureKind.UNAVAILABLE;
        }
        return switch (api.getStatusCode().getCode()) {
            case DEADLINE_EXCEEDED -> FailureKind.TIMEOUT;
            case RESOURCE_EXHAUSTED -> FailureKind.QUOTA;
            case UNAUTHENTICATED, PERMISSION_DENIED -> FailureKind.CREDENTIALS;
            case INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED, FAILED_PRECONDITION -> FailureKind.REFUSED;
            case ABORTED, OUT_OF_RANGE, UNAVAILABLE, CANCELLED, INTERNAL, UNKNOWN, DATA_LOSS, ALREADY_EXISTS, OK ->
                FailureKind.UNAVAILABLE;
        };
    }

    /** A cause for logs and events: the code, and the vendor's words where they cannot hold a caller's. */
    static String told(Throwable cause) {
        var first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        first = first.replaceFirst("^io\\.grpc\\.Status(Runtime)?Exception: ", "");
        var code = cause instanceof ApiException api
                ? api.getStatusCode().getCode().name()
                : cause.getClass().getSimpleName();
        var told = first.startsWith(code) ? first : code + ": " + first;
        return told.length() > 160 ? told.substring(0, 160) : told;
    }
}
