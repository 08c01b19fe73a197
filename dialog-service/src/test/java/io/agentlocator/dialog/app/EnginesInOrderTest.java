package io.agentlocator.dialog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.dialog.Engines.Engine;
import io.agentlocator.dialog.FakeCall;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a deployment's settings make of the engines, and what operators are told of it. */
class EnginesInOrderTest {

    private final OpenAiSimulator server = OpenAiSimulator.start().wantingKey("sk-right");
    private final FakeCall call = new FakeCall();

    @AfterEach
    void stop() {
        server.close();
    }

    private EnginesInOrder engines(String... settings) {
        var values =
                new HashMap<>(Map.of("dialog.openai.base-url", server.baseUrl(), "dialog.openai.probe-every", "50ms"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put("dialog." + settings[i], settings[i + 1]);
        }
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(DialogSettings.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        return new EnginesInOrder(
                config.getConfigMapping(DialogSettings.class), new ScriptedDialog(call.lines, call.leads));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("comes to pass in time").isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void theScriptNeedsNothing() {
        try (var engines = engines()) {
            assertThat(engines.described()).isEqualTo("scripted");
            assertThat(engines.openAiState()).isEqualTo("disabled");
            assertThat(engines.usable()).isTrue();
        }
    }

    @Test
    void withoutItsKeyTheScriptAnswersAndTheInstanceIsNotReady() {
        try (var engines = engines(
                "language-model", "openai", "openai.api-key", " ", "openai.base-url", "https://api.openai.com/v1")) {
            assertThat(engines.engines().inOrder()).extracting(Engine::name).containsExactly("scripted");
            assertThat(engines.openAiState()).isEqualTo("OPENAI_API_KEY is missing");
            assertThat(engines.usable()).isFalse();
        }
    }

    @Test
    void aServerOfOnesOwnMayWantNoKey() {
        try (var open = OpenAiSimulator.start();
                var engines = engines("language-model", "openai", "openai.base-url", open.baseUrl())) {
            await(() -> engines.openAiState().equals("ok"));
            assertThat(engines.usable()).isTrue();
        }
    }

    @Test
    void secondModelsStandBetweenTheFirstAndTheScript() {
        try (var engines = engines(
                "language-model", "openai",
                "openai.api-key", "sk-right",
                "openai.model", "gpt-a",
                "openai.fallback-model", "gpt-b, gpt-a,gpt-c")) {
            assertThat(engines.described()).isEqualTo("gpt-a, then gpt-b, then gpt-c, then scripted");
            assertThat(engines.engines().inOrder())
                    .extracting(Engine::vendor)
                    .containsExactly("openai", "openai", "openai", "scripted");
        }
    }

    @Test
    void aServerThatKnowsTheKeyIsWell() {
        try (var engines = engines("language-model", "openai", "openai.api-key", "sk-right")) {
            await(() -> engines.openAiState().equals("ok"));
            engines.engines().inOrder().getFirst().breaker().attempt().failed(Kind.NOT_ALLOWED, null);
            assertThat(engines.openAiState()).isEqualTo("left alone after failures, the last: NOT_ALLOWED");
            assertThat(engines.usable()).as("calls go on by the script").isTrue();
        }
    }

    @Test
    void aKeyThatIsRefusedFromTheStartMakesTheInstanceUnready() {
        try (var engines = engines("language-model", "openai", "openai.api-key", "sk-wrong")) {
            await(() -> engines.openAiState().equals("the key is refused (HTTP 401)"));
            assertThat(engines.usable()).isFalse();
            server.wantingKey("sk-wrong");
            await(engines::usable);
            server.wantingKey("sk-right");
            await(() -> engines.openAiState().equals("the key is refused (HTTP 401)"));
            assertThat(engines.usable())
                    .as("what is withdrawn in mid-flight does not stop the calls")
                    .isTrue();
        }
    }

    @Test
    void anotherWordIsNoLanguageModel() {
        assertThatThrownBy(() -> engines("language-model", "parrot")).hasMessageContaining("not parrot");
    }
}
