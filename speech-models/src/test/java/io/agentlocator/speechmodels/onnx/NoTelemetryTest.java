package io.agentlocator.speechmodels.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own with a home of its own: the runtime decides when it is loaded. */
class NoTelemetryTest {

    @TempDir
    private Path home;

    @Test
    void nothingIsKeptForTheMakerOfTheRuntime() throws Exception {
        assertThat(madeBy(Opens.class)).isEmpty();
    }

    /** Without this the other test could not fail. Should it fail itself, telemetry is gone and so may be the switch. */
    @Test
    void theRuntimeWouldKeepAnIdOfTheMachine() throws Exception {
        assertThat(madeBy(OpensAsItComes.class)).anyMatch(file -> file.endsWith("deviceid"));
    }

    private List<Path> madeBy(Class<?> program) throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .inheritIO();
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static final class Opens {
        public static void main(String[] arguments) {
            OnnxSessions.environment();
        }
    }

    static final class OpensAsItComes {
        public static void main(String[] arguments) {
            OrtEnvironment.getEnvironment();
        }
    }
}
