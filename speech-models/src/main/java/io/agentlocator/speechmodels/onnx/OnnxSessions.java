package io.agentlocator.speechmodels.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens ONNX Runtime sessions with settings for a machine that many calls share. */
public final class OnnxSessions {

    /** A variable of the process's environment. */
    static final String TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private static @Nullable OrtEnvironment opened;

    private OnnxSessions() {}

    /**
     * The one environment of this process; never closed.
     *
     * @throws IllegalStateException when the runtime cannot be loaded; the next call tries again
     */
    public static synchronized OrtEnvironment environment() {
        OrtEnvironment known = opened;
        if (known == null) {
            forbidTelemetry();
            try {
                known = OrtEnvironment.getEnvironment();
                known.setTelemetry(false);
            } catch (OrtException | LinkageError e) {
                throw new IllegalStateException("ONNX Runtime cannot be loaded: " + e.getMessage(), e);
            }
            opened = known;
        }
        return known;
    }

    /**
     * ONNX Runtime for Linux, as of 1.29, gives the machine an id in {@code ~/.cache/Microsoft} and reports opened sessions
     * to its vendor. When it is loaded, it reads from the process's environment whether it may. Java cannot change that
     * environment; the C library can.
     */
    private static void forbidTelemetry() {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle setenv = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setenv"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed = (int) setenv.invokeExact(arena.allocateFrom(TELEMETRY), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("ONNX Runtime is not loaded: its telemetry cannot be switched off", e);
        }
    }

    /**
     * Opens a model file.
     *
     * @param threads threads that one run may use, at least 1
     */
    public static OrtSession open(Path model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = options(threads)) {
            return environment().createSession(model.toString(), options);
        }
    }

    /** Opens a model held in memory; the bytes can be dropped afterwards. */
    public static OrtSession open(byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = options(threads)) {
            return environment().createSession(model, options);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(Math.max(1, threads));
        options.setInterOpNumThreads(1);
        // Idle workers must not spin: other calls need the cores.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
