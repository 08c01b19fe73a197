package io.agentlocator.speech.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The part of the vendor's recognition API that this package uses. Each generation of the API has an implementation. */
interface SpeechApi extends AutoCloseable {

    /** The client's own limit for a stream; the vendor ends one after 305 s. */
    Duration MAX_AGE = Duration.ofSeconds(330);

    /**
     * Opens a stream; does not block. Sound may be sent at once.
     *
     * @param minimal without the features that some models refuse
     */
    Stream open(boolean minimal, Answers answers);

    /** Unary recognition of a short piece; blocks. */
    RecognitionResult recognize(PcmAudio audio, boolean minimal) throws EngineFailure, InterruptedException;

    @Override
    void close();

    /** The sending side. Methods do not block and do not throw; after an error they do nothing. */
    interface Stream {

        void audio(byte[] mulaw);

        /** Whether the connection accepts data; sound sent before is queued without a limit. */
        boolean ready();

        void halfClose();

        void cancel();
    }

    /** The receiving side. Called by the library's threads, one call at a time; none follows {@link #failed} or {@link #completed}. */
    interface Answers {

        void words(List<Words> words);

        void failed(Throwable cause);

        void completed();
    }

    /** @param endMs where the words end on the vendor stream's clock; -1 if the vendor does not say */
    record Words(String text, boolean isFinal, float stability, float confidence, long endMs) {
        @Override
        public String toString() {
            return "Words[" + text.length() + " chars, isFinal=" + isFinal + ", endMs=" + endMs + "]";
        }
    }

    /** What to do after a failure. */
    enum Verdict {
        /** Maximum age, silence, a transient fault, quota: open another stream. */
        RETRY,
        /** The model lacks a feature, or our request is wrong. */
        REFUSED,
        /** Credentials or project are wrong. */
        GIVE_UP;

        static Verdict of(Throwable cause) {
            return cause instanceof ApiException api ? of(api.getStatusCode().getCode()) : RETRY;
        }

        private static Verdict of(StatusCode.Code code) {
            return switch (code) {
                case INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED, FAILED_PRECONDITION -> REFUSED;
                case UNAUTHENTICATED, PERMISSION_DENIED -> GIVE_UP;
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
                        OK -> RETRY;
            };
        }
    }

    /** The kind of a failure. */
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

    /** A failure in one line for logs and events: its code and the vendor's message, which contains no caller's words. */
    static String reason(Throwable cause) {
        var first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        first = first.replaceFirst("^io\\.grpc\\.Status(Runtime)?Exception: ", "");
        var code = cause instanceof ApiException api
                ? api.getStatusCode().getCode().name()
                : cause.getClass().getSimpleName();
        var reason = first.startsWith(code) ? first : code + ": " + first;
        return reason.length() > 160 ? reason.substring(0, 160) : reason;
    }
}
