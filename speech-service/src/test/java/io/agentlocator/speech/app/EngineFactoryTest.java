package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speech.recognition.FakeRecognizer;
import io.agentlocator.speech.roles.CachedPhrasesVoice;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechVendor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineFactoryTest {

    private final FakeVendor remote = new FakeVendor("remote", false, true, true);
    private final FakeVendor recognizesOnly = new FakeVendor("listens", false, true, false);
    private final FakeVendor local = new FakeVendor("local", true, true, true);

    /** Its engines have its name. */
    private static final class FakeVendor implements SpeechVendor {

        final String name;
        final boolean inProcess;
        final boolean recognizes;
        final boolean speaks;

        @Nullable
        FailureKind probeFailure;

        int closed;

        FakeVendor(String name, boolean inProcess, boolean recognizes, boolean speaks) {
            this.name = name;
            this.inProcess = inProcess;
            this.recognizes = recognizes;
            this.speaks = speaks;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean inProcess() {
            return inProcess;
        }

        @Override
        public Optional<Recognizers> recognizers() {
            return recognizes ? Optional.of(new Recognizers(new FakeRecognizer())) : Optional.empty();
        }

        @Override
        public List<SpeechSynthesizer> voices() {
            return speaks ? List.of(new CachedPhrasesVoice(name)) : List.of();
        }

        @Override
        public Optional<SpeechSynthesizer> cachedVoice() {
            return inProcess ? Optional.of(new CachedPhrasesVoice(name)) : Optional.empty();
        }

        @Override
        public void probeRecognizers() throws EngineFailure {
            if (probeFailure != null) {
                throw new EngineFailure(probeFailure, probeFailure.name());
            }
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void enginesComeInTheOrderOfTheSetting() throws Exception {
        var engines =
                factory(List.of("local", "remote"), List.of("local", "remote")).open();
        assertThat(engines.recognizers())
                .extracting(SpeechEngines.Recognizer::inProcess)
                .containsExactly(true, false);
        assertThat(engines.voices()).extracting(SpeechSynthesizer::engine).containsExactly("local", "remote");
    }

    @Test
    void aVendorThatOnlyRecognizesIsEnoughForRecognition() throws Exception {
        var engines = factory(List.of("listens"), List.of("remote")).open();
        assertThat(engines.recognizers()).hasSize(1);
        assertThat(engines.voices())
                .as("the cached phrases of the local voice come last")
                .extracting(SpeechSynthesizer::engine)
                .containsExactly("remote", "local");
        assertThatThrownBy(() -> factory(List.of("listens"), List.of("listens")).open())
                .isInstanceOf(EngineFactory.NotOpened.class)
                .hasMessage("listens does not speak");
        assertThat(List.of(remote.closed, recognizesOnly.closed, local.closed)).containsOnly(1);
    }

    @Test
    void aNameOfNoVendorIsRefused() {
        assertThatThrownBy(() -> factory(List.of("nova"), List.of("local")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[listens, local, remote]")
                .hasMessageContaining("nova");
    }

    @Test
    void aPassingFaultKeepsAVendorIfThereIsAnotherOne() throws Exception {
        remote.probeFailure = FailureKind.UNAVAILABLE;
        assertThat(factory(List.of("remote", "local"), List.of("local")).open().recognizers())
                .hasSize(2);
        assertThatThrownBy(() -> factory(List.of("remote"), List.of("local")).open())
                .hasMessage("remote does not recognise: UNAVAILABLE");
        remote.probeFailure = FailureKind.REFUSED;
        assertThatThrownBy(() ->
                        factory(List.of("remote", "local"), List.of("local")).open())
                .isInstanceOfSatisfying(EngineFactory.NotOpened.class, notOpened -> {
                    assertThat(notOpened.recognition).isEqualTo("remote does not recognise: REFUSED");
                    assertThat(notOpened.synthesis).isEmpty();
                });
    }

    private EngineFactory factory(List<String> recognizers, List<String> synthesizers) {
        return new EngineFactory(recognizers, synthesizers, () -> List.of(recognizesOnly, local, remote));
    }
}
