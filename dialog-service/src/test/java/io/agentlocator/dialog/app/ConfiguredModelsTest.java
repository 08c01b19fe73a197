package io.agentlocator.dialog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.dialog.models.ModelChain.Entry;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.FakeCall;
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

/** The chain of models that the settings make, and the state that operators see. */
class ConfiguredModelsTest {

    private final OpenAiSimulator server = OpenAiSimulator.start().wantingKey("sk-right");
    private final FakeCall call = new FakeCall();

    @AfterEach
    void stop() {
        server.close();
    }

    private ConfiguredModels models(String... settings) {
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
        return new ConfiguredModels(
                config.getConfigMapping(DialogSettings.class), new ScriptedDialog(call.phrases, call.leads));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("happens in time").isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void theScriptNeedsNothing() {
        var models = models();
        assertThat(models.described()).isEqualTo("scripted");
        assertThat(models.openAiState()).isEqualTo("disabled");
        assertThat(models.usable()).isTrue();
    }

    @Test
    void withoutItsKeyTheScriptAnswersAndTheInstanceIsNotReady() {
        var models = models(
                "language-model", "openai", "openai.api-key", " ", "openai.base-url", "https://api.openai.com/v1");
        assertThat(models.chain().inOrder()).extracting(Entry::name).containsExactly("scripted");
        assertThat(models.openAiState()).isEqualTo("OPENAI_API_KEY is missing");
        assertThat(models.usable()).isFalse();
    }

    @Test
    void aServerOfOnesOwnMayWantNoKey() {
        try (var open = OpenAiSimulator.start()) {
            var models = models("language-model", "openai", "openai.base-url", open.baseUrl());
            await(() -> models.openAiState().equals("ok"));
            assertThat(models.usable()).isTrue();
        }
    }

    @Test
    void secondModelsStandBetweenTheFirstAndTheScript() {
        var models = models(
                "language-model", "openai",
                "openai.api-key", "sk-right",
                "openai.model", "gpt-a",
                "openai.fallback-model", "gpt-b, gpt-a,gpt-c");
        assertThat(models.described()).isEqualTo("gpt-a, then gpt-b, then gpt-c, then scripted");
        assertThat(models.chain().inOrder())
                .extracting(Entry::vendor)
                .containsExactly("openai", "openai", "openai", "scripted");
    }

    @Test
    void aServerThatKnowsTheKeyIsWell() {
        var models = models("language-model", "openai", "openai.api-key", "sk-right");
        await(() -> models.openAiState().equals("ok"));
        models.chain().inOrder().getFirst().breaker().attempt().refused("NOT_ALLOWED");
        assertThat(models.openAiState()).isEqualTo("left alone after failures, the last: NOT_ALLOWED");
        assertThat(models.usable()).as("calls go on by the script").isTrue();
    }

    @Test
    void aKeyThatIsRefusedFromTheStartMakesTheInstanceUnready() {
        var models = models("language-model", "openai", "openai.api-key", "sk-wrong");
        await(() -> models.openAiState().equals("the key is refused (HTTP 401)"));
        assertThat(models.usable()).isFalse();
        server.wantingKey("sk-wrong");
        await(models::usable);
        server.wantingKey("sk-right");
        await(() -> models.openAiState().equals("the key is refused (HTTP 401)"));
        assertThat(models.usable())
                .as("a key that is revoked later does not stop the calls")
                .isTrue();
    }

    @Test
    void anotherWordIsNoLanguageModel() {
        assertThatThrownBy(() -> models("language-model", "parrot")).hasMessageContaining("not parrot");
    }
}
