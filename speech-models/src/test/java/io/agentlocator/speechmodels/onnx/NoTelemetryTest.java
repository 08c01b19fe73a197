package io.agentlocator.speechmodels.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a separate process with its own home directory, because the runtime decides when it is loaded. */
class NoTelemetryTest {

    @TempDir
    private Path home;

    @Test
    void nothingIsKeptForTheMakerOfTheRuntime() throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loads.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().remove(OnnxSessions.TELEMETRY);
        Process process = builder.start();
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .as("what the runtime finds in its environment")
                    .isEqualTo("1");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    static final class Loads {
        public static void main(String[] arguments) throws Throwable {
            OnnxSessions.environment();
            System.out.print(ofTheProcess(OnnxSessions.TELEMETRY));
        }

        /** Reads the process's environment, not the copy that the JVM made at its start. */
        private static String ofTheProcess(String variable) throws Throwable {
            Linker linker = Linker.nativeLinker();
            var getenv = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getenv"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            try (var arena = java.lang.foreign.Arena.ofConfined()) {
                var value = (MemorySegment) getenv.invokeExact(arena.allocateFrom(variable));
                return value.equals(MemorySegment.NULL)
                        ? ""
                        : value.reinterpret(16).getString(0);
            }
        }
    }
}
