package io.agentlocator.dialog.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
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

        /** Models of the same server that answer when the first does not, in this order; the script comes after them. */
        Optional<List<String>> fallbackModel();

        @WithDefault("2500ms")
        Duration firstWord();

        /** Longer than a caller takes a silence within a turn for. */
        @WithDefault("1500ms")
        Duration pause();

        @WithDefault("6s")
        Duration total();

        /** How often the server is asked whether it is there. */
        @WithDefault("60s")
        Duration probeEvery();
    }

    interface Times {
        @WithDefault("500ms")
        Duration bargeIn();

        @WithDefault("1200ms")
        Duration resume();

        @WithDefault("3s")
        Duration repeat();

        /** Without a first word for so long, the time is filled. */
        @WithDefault("800ms")
        Duration filler();

        /** Without a first word for so long, the next model answers. */
        @WithDefault("2500ms")
        Duration switchAfter();

        /** So long a model that stands in for another may take. */
        @WithDefault("2s")
        Duration next();

        /** Without a first word for so long, a fixed sentence is said. */
        @WithDefault("6s")
        Duration giveUp();

        @WithDefault("30s")
        Duration outcome();
    }
}
