package io.agentlocator.dialog.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a deployment may set. */
@ConfigMapping(prefix = "dialog")
public interface DialogSettings {

    /** The business that the agent speaks for. */
    @WithDefault("שי דירות ומשרדים")
    String business();

    /** Who finds the words: {@code scripted} needs nothing, {@code openai} a server that speaks its protocol. */
    @WithDefault("scripted")
    String languageModel();

    /** Where callers who ask for a person are put through; without it they are called back. */
    Optional<String> transferTo();

    OpenAi openai();

    Times times();

    interface OpenAi {
        @WithDefault("https://api.openai.com/v1")
        String baseUrl();

        Optional<String> apiKey();

        @WithDefault("gpt-4o-mini")
        String model();

        @WithDefault("2500ms")
        Duration firstWord();

        @WithDefault("2s")
        Duration pause();

        @WithDefault("8s")
        Duration total();
    }

    interface Times {
        @WithDefault("500ms")
        Duration bargeIn();

        @WithDefault("1200ms")
        Duration resume();

        @WithDefault("3s")
        Duration repeat();

        @WithDefault("1200ms")
        Duration filler();

        @WithDefault("10s")
        Duration giveUp();

        @WithDefault("30s")
        Duration outcome();
    }
}
