package io.agentlocator.speechmodels.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/** Opens ONNX Runtime sessions with the settings that suit a machine shared by many calls. */
public final class OnnxSessions {

    private OnnxSessions() {}

    /** The one environment of this process; never closed. */
    public static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment();
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
        // Idle workers must not spin: the cores belong to other calls as well.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
