package io.agentlocator.dialog.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of a deployment. */
@ConfigMapping(prefix = "dialog")
public interface DialogSettings {

    /** The name of the business that the agent speaks for. */
    @WithDefault("שי דירות ומשרדים")
    String business();

    /** {@code scripted} needs no vendor; {@code openai} needs a server with OpenAI's chat/completions. */
    @WithDefault("scripted")
    String languageModel();

    /** The telephone number to which callers who ask for a person are transferred; without it they are called back. */
    Optional<String> transferTo();

    OpenAi openai();

    Times times();

    interface OpenAi {
        @WithDefault("https://api.openai.com/v1")
        String baseUrl();

        Optional<String> apiKey();

        @WithDefault("gpt-4o-mini")
        String model();

        /** Fallback models of the same server, in this order. The script comes after them. */
        Optional<List<String>> fallbackModel();

        @WithDefault("2500ms")
        Duration firstWord();

        /** The longest pause between two chunks of an answer. */
        @WithDefault("1500ms")
        Duration pause();

        @WithDefault("6s")
        Duration total();

        /** How often the server is probed. */
        @WithDefault("60s")
        Duration probeEvery();
    }

    /** See {@link io.agentlocator.dialog.turns.TurnSettings}. */
    interface Times {
        @WithDefault("500ms")
        Duration bargeIn();

        @WithDefault("1200ms")
        Duration resume();

        @WithDefault("3s")
        Duration repeat();

        /** After this time without a first word, a filler is said. */
        @WithDefault("800ms")
        Duration filler();

        /** After this time without a first word, the next model is asked. */
        @WithDefault("2500ms")
        Duration switchAfter();

        /** How long a fallback model may take to its first word. */
        @WithDefault("2s")
        Duration next();

        /** After this time without a first word, a fixed phrase is said. */
        @WithDefault("6s")
        Duration giveUp();

        @WithDefault("30s")
        Duration outcome();
    }
}
