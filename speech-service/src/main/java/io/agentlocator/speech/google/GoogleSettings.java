package io.agentlocator.speech.google;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set here.
 *
 * @param chain models to hear with, the preferred one first; the next is taken when one cannot be used at all
 * @param voices names of voices, the preferred one first; with {@code Chirp3-HD} in the name they stream
 * @param phrases words of the business (streets, names) that recognition should expect; left out where a model refuses them
 */
public record GoogleSettings(
        Access access,
        List<Model> chain,
        String language,
        List<String> phrases,
        List<String> voices,
        String voiceLanguage,
        double speakingRate,
        Streams streams,
        Voicing voicing) {

    /** {@code v2/eu/chirp_3} or {@code v1/global/default}. */
    public record Model(Api api, String location, String name) {

        /** The two generations of the interface, which differ in every message and in their error codes. */
        public enum Api {
            V1,
            V2
        }

        static Model parse(String text) {
            var parts = text.strip().split("/");
            if (parts.length != 3) {
                throw new IllegalArgumentException("a model is written version/location/name: " + text);
            }
            return new Model(Api.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return api.name().toLowerCase(java.util.Locale.ROOT) + "/" + location + "/" + name;
        }
    }

    /**
     * Where the vendor is and who we are there.
     *
     * @param speechEndpoint host and port; {@code http://} before it means plain text and no credentials
     * @param credentialsFile wins over {@code credentialsJson}; with neither the platform's own credentials are asked for
     */
    public record Access(
            Optional<String> speechEndpoint,
            Optional<String> synthesisEndpoint,
            boolean plaintext,
            Optional<String> credentialsFile,
            Optional<String> credentialsJson,
            Optional<String> project) {
        @Override
        public String toString() {
            return "Access[speechEndpoint=" + speechEndpoint + ", synthesisEndpoint=" + synthesisEndpoint
                    + ", plaintext=" + plaintext + "]";
        }
    }

    /**
     * @param rotateAfter age at which a recognition stream is renewed at the next silence; the vendor ends it at 300 s
     * @param rotateAtLatest age at which it is renewed in the middle of speech, at the quietest spot
     * @param pause silence that is long enough to change streams in
     * @param drain how long an old stream may take for its last words
     * @param replay the most sound that is sent again after a stream broke
     * @param attempts quick tries in a row before the trouble is told; slow ones go on
     * @param firstPause before the second try; trebled each time, spread at random by a third
     * @param deaf speech without any answer for so long means that the stream is broken
     * @param idle after so long without sound silence is sent, or the vendor would end the stream
     */
    public record Streams(
            Duration rotateAfter,
            Duration rotateAtLatest,
            Duration pause,
            Duration drain,
            Duration replay,
            int attempts,
            Duration firstPause,
            Duration slowPause,
            Duration deaf,
            Duration idle,
            Duration probe) {
        public static final Streams DEFAULT = new Streams(
                Duration.ofSeconds(240),
                Duration.ofSeconds(285),
                Duration.ofMillis(300),
                Duration.ofMillis(2500),
                Duration.ofSeconds(10),
                3,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(300),
                Duration.ofSeconds(5));
    }

    /**
     * @param firstSound how long a voice may think
     * @param nextSound how long it may pause within a sentence
     * @param perMinute the vendor's quota of sentences is 200 a minute and project, which replicas share
     * @param atOnce the vendor's quota of streams is 100 a project
     * @param turn how long a sentence may wait for one of them
     */
    public record Voicing(
            Duration firstSound, Duration nextSound, Duration whole, int perMinute, int atOnce, Duration turn) {
        public static final Voicing DEFAULT = new Voicing(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30), 190, 90, Duration.ofMillis(100));

        Voicing with(int sentences, int streams) {
            return new Voicing(firstSound, nextSound, whole, sentences, streams, turn);
        }
    }

    public GoogleSettings {
        chain = List.copyOf(chain);
        phrases = List.copyOf(phrases);
        voices = List.copyOf(voices);
        if (chain.isEmpty() || voices.isEmpty()) {
            throw new IllegalArgumentException("at least one model and one voice");
        }
    }

    /** @param variable gives the value of an environment variable, or null */
    public static GoogleSettings fromEnvironment(UnaryOperator<@Nullable String> variable) {
        var environment = new Environment(variable);
        var access = new Access(
                environment.first("GOOGLE_SPEECH_ENDPOINT"),
                environment.first("GOOGLE_TTS_ENDPOINT"),
                environment.first("GOOGLE_PLAINTEXT").map(Boolean::parseBoolean).orElse(false),
                environment.first("GOOGLE_APPLICATION_CREDENTIALS"),
                environment.first("GCP_CREDENTIALS_JSON", "GOOGLE_TTS_SA_JSON", "GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON"),
                environment.first("GOOGLE_CLOUD_PROJECT"));
        return new GoogleSettings(
                access,
                environment.list("GOOGLE_SPEECH_CHAIN", ",", "v2/eu/chirp_3,v1/global/default").stream()
                        .map(Model::parse)
                        .toList(),
                environment.first("GOOGLE_SPEECH_LANGUAGE").orElse("iw-IL"),
                phrases(environment),
                environment.list("GOOGLE_TTS_VOICES", ",", "he-IL-Chirp3-HD-Aoede,he-IL-Wavenet-A"),
                environment.first("GOOGLE_TTS_LANGUAGE").orElse("he-IL"),
                environment.first("GOOGLE_TTS_RATE").map(Double::parseDouble).orElse(1.0),
                Streams.DEFAULT,
                Voicing.DEFAULT.with(
                        environment.number("GOOGLE_TTS_PER_MINUTE", Voicing.DEFAULT.perMinute()),
                        environment.number("GOOGLE_TTS_AT_ONCE", Voicing.DEFAULT.atOnce())));
    }

    /** What the vendor takes: 100 characters a phrase, 5,000 phrases a request. */
    private static List<String> phrases(Environment environment) {
        return Stream.concat(
                        environment.list("GOOGLE_SPEECH_PHRASES", ";", "").stream(),
                        environment.list("SPEECH_PHRASES", ";", "").stream())
                .filter(phrase -> phrase.length() <= 100)
                .distinct()
                .limit(5_000)
                .toList();
    }

    public GoogleSettings with(Streams streams) {
        return new GoogleSettings(
                access, chain, language, phrases, voices, voiceLanguage, speakingRate, streams, voicing);
    }

    public GoogleSettings with(Voicing voicing) {
        return new GoogleSettings(
                access, chain, language, phrases, voices, voiceLanguage, speakingRate, streams, voicing);
    }

    private record Environment(UnaryOperator<@Nullable String> variable) {

        Optional<String> first(String... names) {
            return Arrays.stream(names)
                    .flatMap(name -> Optional.ofNullable(variable.apply(name)).stream())
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        int number(String name, int otherwise) {
            return first(name).map(Integer::parseInt).orElse(otherwise);
        }

        List<String> list(String name, String separator, String otherwise) {
            return Arrays.stream(first(name).orElse(otherwise).split(separator))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
        }
    }
}
