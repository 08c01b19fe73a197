package io.agentlocator.testbed.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Mulaw;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRecognitionTest {

    private static final String FLAT = "אני מחפש דירת שלושה חדרים בתל אביב";
    private static final String YES = "כן בבקשה";

    private final KnownSpeech known = new KnownSpeech();

    StreamRecognitionTest() {
        known.know(FLAT, SyntheticVoice.say(FLAT, "caller"));
        known.know(YES, SyntheticVoice.say(YES, "caller"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 159, 160, 777})
    void hearsAClipWhereverItBeginsInTheStreamAndHoweverItIsCut(int shift) {
        var stream = join(silence(shift + 3200), SyntheticVoice.say(FLAT, "caller"), silence(8000));
        for (int piece : new int[] {160, 800, 793, stream.length}) {
            assertThat(finals(stream, piece)).as("pieces of %d", piece).containsExactly(FLAT);
        }
    }

    @Test
    void twoUtterancesAreTwoFinals() {
        var stream = join(
                SyntheticVoice.say(FLAT, "caller"), silence(8000), SyntheticVoice.say(YES, "caller"), silence(8000));
        assertThat(finals(stream, 800)).containsExactly(FLAT, YES);
    }

    @Test
    void aCutClipGivesEachWordOnce() {
        var clip = SyntheticVoice.say(FLAT, "caller");
        for (int cut = 160; cut < clip.length; cut += 160) {
            var words = new ArrayList<String>();
            for (var part : List.of(Arrays.copyOf(clip, cut), Arrays.copyOfRange(clip, cut, clip.length))) {
                finals(part, 800).stream()
                        .flatMap(text -> Arrays.stream(text.split(" ")))
                        .filter(word -> !word.isEmpty())
                        .forEach(words::add);
            }
            assertThat(words.size()).as("cut at %d", cut).isBetween(7, 8);
            assertThat(String.join(" ", words.stream().distinct().toList())).isEqualTo(FLAT);
        }
    }

    @Test
    void aVoiceThatIsNotKnownIsAVoiceWithoutWords() {
        assertThat(finals(join(SyntheticVoice.say("שלום", "somebody else"), silence(8000)), 800))
                .containsExactly("");
    }

    @Test
    void silenceAndLineNoiseAreNothing() {
        var noise = new byte[16000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = Mulaw.encode(i * 7919 % 160 - 80);
        }
        assertThat(finals(silence(16000), 800)).isEmpty();
        assertThat(finals(noise, 800)).isEmpty();
    }

    @Test
    void aSecondKnowledgeOfTheSameSoundReplacesTheFirst() {
        known.know("אולי", SyntheticVoice.say(YES, "caller"));
        assertThat(finals(SyntheticVoice.say(YES, "caller"), 800)).containsExactly("אולי");
    }

    @Test
    void interimWordsGrowTowardsTheFinalOnes() {
        var ear = new StreamRecognition(known, 600);
        var interims = new ArrayList<String>();
        ear.hear(SyntheticVoice.say(FLAT, "caller")).forEach(heard -> {
            if (heard instanceof StreamRecognition.Result.Interim interim) {
                interims.add(interim.text());
            }
        });
        assertThat(interims).hasSizeGreaterThan(3).allMatch(FLAT::startsWith);
        assertThat(interims).isSortedAccordingTo(java.util.Comparator.comparingInt(String::length));
    }

    @Test
    void muLawIsTheInverseOfItself() {
        for (int code = 0; code < 256; code++) {
            byte canonical = Mulaw.canonical((byte) code);
            assertThat(Mulaw.encode(Mulaw.decode((byte) code)))
                    .as("code %d", code)
                    .isEqualTo(canonical);
        }
    }

    private List<String> finals(byte[] stream, int piece) {
        var ear = new StreamRecognition(known, 600);
        var heard = new ArrayList<StreamRecognition.Result>();
        for (int from = 0; from < stream.length; from += piece) {
            heard.addAll(ear.hear(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + piece))));
        }
        heard.addAll(ear.end());
        return heard.stream()
                .<String>mapMulti((one, next) -> {
                    if (one instanceof StreamRecognition.Result.Final words) {
                        next.accept(words.text());
                    }
                })
                .toList();
    }

    private static byte[] silence(int samples) {
        var bytes = new byte[samples];
        Arrays.fill(bytes, Mulaw.SILENCE);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
