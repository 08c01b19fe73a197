package io.agentlocator.speech.google;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of recognition and synthesis.
 *
 * @param chain recognition models, best first; the next one is used if one is not usable at all
 * @param voices names of voices, best first; those with {@code Chirp3-HD} in the name stream
 * @param phrases words of the business (streets, names) that recognition should expect; left out if a model refuses them
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

        /** The two generations of the API, which differ in every message and in their error codes. */
        public enum Api {
            V1,
            V2
        }

        static Model parse(String text) {
            var parts = text.strip().split("/");
            if (parts.length != 3) {
                throw new IllegalArgumentException("a model must have the form version/location/name: " + text);
            }
            return new Model(Api.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return api.name().toLowerCase(Locale.ROOT) + "/" + location + "/" + name;
        }
    }

    /**
     * The vendor's addresses and our credentials.
     *
     * @param speechEndpoint host and port; {@code http://} before it means plain text and no credentials
     * @param credentialsFile takes precedence over {@code credentialsJson}; with neither, the platform's credentials are used
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
     * @param rotateAfter age at which a recognition stream is replaced at the next silence; the vendor ends it at 300 s
     * @param rotateAtLatest age at which it is replaced within speech, at the quietest spot
     * @param pause silence that is long enough to replace the stream in
     * @param drain how long a replaced stream may take for its last words
     * @param replay the maximum of sound that is resent after a stream broke
     * @param attempts quick tries in a row before the failure is reported; slow tries follow
     * @param firstPause before the second try; trebled each time, with a third of jitter
     * @param slowPause between slow tries
     * @param unanswered speech without an answer for this long means that the stream is broken
     * @param idle after this long without sound, silence is sent, because the vendor ends a stream without sound
     * @param probe time limit of a probe
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
            Duration unanswered,
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
     * @param firstSound time limit for the first sound
     * @param nextSound time limit for each further piece
     * @param whole time limit for a sentence
     * @param perMinute sentences; the vendor's quota is 200 per minute and project, which replicas share
     * @param atOnce streams; the vendor's quota is 100 per project
     * @param queue how long a sentence may wait for a stream
     */
    public record Voicing(
            Duration firstSound, Duration nextSound, Duration whole, int perMinute, int atOnce, Duration queue) {
        public static final Voicing DEFAULT = new Voicing(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(30), 190, 90, Duration.ofMillis(100));

        Voicing with(int sentences, int streams) {
            return new Voicing(firstSound, nextSound, whole, sentences, streams, queue);
        }
    }

    public GoogleSettings {
        chain = List.copyOf(chain);
        phrases = List.copyOf(phrases);
        voices = List.copyOf(voices);
        if (chain.isEmpty() || voices.isEmpty()) {
            throw new IllegalArgumentException("at least one model and one voice are needed");
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

    /** The vendor's limits: 100 characters per phrase, 5,000 phrases per request. */
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
