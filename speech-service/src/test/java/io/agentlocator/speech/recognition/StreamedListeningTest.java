package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import org.junit.jupiter.api.Test;

/** With a streaming engine. */
class StreamedListeningTest {

    private static final RecognitionResult YES = new RecognitionResult("כן", 0.8, true);

    @Test
    void settledWordsArePublishedWhenTheUtteranceEnds() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vv")
                .words("שלום", false, 200)
                .says("vv")
                .words("שלום לכם", false, 400);
        caller.says("...").words("שלום לכם.", true, 420).says("...");
        assertThat(caller.published())
                .containsExactly(
                        new Transcript.Interim("CA1", 1, "שלום"),
                        new Transcript.Interim("CA1", 1, "שלום לכם"),
                        new Transcript.Interim("CA1", 1, "שלום לכם."),
                        new Transcript.Final("CA1", 1, "שלום לכם.", 0.9, 0, 400, 0, "live"));
    }

    @Test
    void stableWordsAndSilenceAreEnough() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vvvv")
                .words("שלום לכם", false, 400)
                .says("......");
        assertThat(caller.published())
                .last()
                .isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.5, 0, 400, 0, "live"));
    }

    @Test
    void wordsThatStillChangeAreNotPublishedYet() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vvvv")
                .words("שלום", false, 300)
                .says("......");
        assertThat(caller.published()).last().isInstanceOf(Transcript.Final.class);

        caller = ScriptedCaller.ofStream(null)
                .says("vvvv.....")
                .words("שלום", false, 300)
                .says(".")
                .words("שלום לכם", false, 390);
        assertThat(caller.published()).noneMatch(Transcript.Final.class::isInstance);
        caller.says("...");
        assertThat(caller.published())
                .last()
                .isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.5, 0, 400, 300, "live"));
    }

    @Test
    void wordsPublishedUnsettledAreNotRepeatedInTheNextUtterance() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vvvv")
                .words("שלום לכם", false, 400)
                .says("......");
        caller.says("vvvv").words("שלום לכם אני מחפש", false, 1400).words("שלום לכם, אני מחפש דירה", true, 1450);
        caller.says("......");
        assertThat(caller.published())
                .filteredOn(Transcript.Final.class::isInstance)
                .extracting(transcript -> ((Transcript.Final) transcript).text())
                .containsExactly("שלום לכם", "אני מחפש דירה");
    }

    @Test
    void anEngineThatStartsAnewLosesNoWords() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vvvv")
                .words("שלום לכם", false, 400)
                .says("......");
        caller.says("vvvv").words("אני מחפש דירה", true, 1450).says("......");
        assertThat(caller.published())
                .last()
                .isInstanceOfSatisfying(
                        Transcript.Final.class, said -> assertThat(said.text()).isEqualTo("אני מחפש דירה"));
    }

    @Test
    void wordsThatSettleTooLateAreDropped() {
        var caller = ScriptedCaller.ofStream(null)
                .says("vvvv")
                .words("שלום לכם", false, 400)
                .says("......");
        int before = caller.published().size();
        caller.says("...").words("שלום לכם.", true, 450).says("...");
        assertThat(caller.published()).hasSize(before);
    }

    @Test
    void anUtteranceWithoutWordsIsUnclear() {
        var caller = ScriptedCaller.ofStream(null).says("vvvv......").says(".".repeat(12));
        assertThat(caller.published()).containsExactly(new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void anUtteranceWithoutWordsGoesToTheWholeEngine() {
        var caller = ScriptedCaller.ofStream("whole").says("vvvv......").says(".".repeat(12));
        assertThat(caller.recognitions()).hasSize(1);
        assertThat(caller.recognitions().getFirst().mulaw()).hasSize((400 + 200) * 8);
        caller.answered(1, 1, YES);
        assertThat(caller.published())
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Transcript.Final.class,
                        said -> assertThat(said.engine()).isEqualTo("whole"));
    }

    @Test
    void aFailedStreamIsNotWaitedFor() {
        var caller = ScriptedCaller.ofStream("whole").says("vv");
        caller.steps.addAll(
                caller.listening.streamFailed(new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE"), caller.clock));
        caller.says("vv......");
        assertThat(caller.recognitions()).hasSize(1);
        assertThat(caller.published()).isEmpty();
    }

    @Test
    void anUtteranceWhoseStreamBreaksGoesToTheWholeEngine() {
        var caller = ScriptedCaller.ofStream("whole")
                .says("vvv")
                .words("שלום", true, 250)
                .streamFails("UNAVAILABLE");
        caller.says("vvvv......");
        assertThat(caller.published())
                .as("half of the utterance is not enough")
                .noneMatch(Transcript.Final.class::isInstance);
        assertThat(caller.recognitions()).hasSize(1);
        assertThat(caller.recognitions().getFirst().mulaw())
                .as("the whole utterance, from its start")
                .hasSize((700 + 200) * 8);

        caller.answered(1, 1, new RecognitionResult("שלום, אני מחפש דירה", 0.8, true));

        assertThat(caller.published())
                .filteredOn(Transcript.Final.class::isInstance)
                .containsExactly(new Transcript.Final("CA1", 1, "שלום, אני מחפש דירה", 0.8, 0, 700, 0, "whole"));
        assertThat(caller.switches()).containsExactly(new ListeningStep.Switch("live", "whole", "UNAVAILABLE"));
    }

    @Test
    void whileTheStreamFailsTheWholeEngineGuessesInTheFirstSilence() {
        var caller = ScriptedCaller.ofStream("whole")
                .says("..")
                .streamFails("UNAVAILABLE")
                .says("vvvv...");
        assertThat(caller.recognitions())
                .as("a guess, before the utterance is over")
                .hasSize(1);
        caller.answered(1, 1, YES).says("...");
        assertThat(caller.published()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 200, 600, 0, "whole"));
    }

    @Test
    void aRecoveredStreamIsUsedAtOnce() {
        var caller = ScriptedCaller.ofStream("whole")
                .says("..")
                .streamFails("UNAVAILABLE")
                .says("vv")
                .words("שלום", false, 350);
        caller.says("vv").words("שלום לכם", true, 600).says("......");
        assertThat(caller.published())
                .last()
                .isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.9, 200, 600, 0, "live"));
        assertThat(caller.recognitions()).isEmpty();
        assertThat(caller.switches())
                .containsExactly(
                        new ListeningStep.Switch("live", "whole", "UNAVAILABLE"),
                        new ListeningStep.Switch("whole", "live", "it hears again"));
    }

    @Test
    void theEngineThatAnsweredGivesItsName() {
        var caller = ScriptedCaller.ofStream("whole")
                .says("..")
                .streamFails("UNAVAILABLE")
                .says("vvvv......");
        caller.answered(
                1,
                1,
                new RecognizerChain.Answer("third", new RecognitionResult("כן", 0.8, true), "whole: HTTP status 503"));
        assertThat(((Transcript.Final) caller.published().getLast()).engine()).isEqualTo("third");
        assertThat(caller.switches())
                .last()
                .isEqualTo(new ListeningStep.Switch("whole", "third", "whole: HTTP status 503"));
    }

    @Test
    void streamedWordsThatComeLateReplaceTheRunningAttempt() {
        var caller = ScriptedCaller.ofStream("whole").says("vvvv......").says("....");
        assertThat(caller.recognitions()).hasSize(1);
        caller.words("שלום לכם", true, 410);
        assertThat(caller.published()).last().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.engine()).isEqualTo("live");
            assertThat(said.tookMs()).isEqualTo(400);
        });
        assertThat(caller.steps).contains(new ListeningStep.Abandon(1, 1));
        caller.answered(1, 1, YES);
        assertThat(caller.published())
                .filteredOn(Transcript.Final.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aStreamFailureWithoutAWholeEngineIsPublishedOnce() {
        var caller = ScriptedCaller.ofStream(null).says("vv");
        var failure = new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE");
        caller.steps.addAll(caller.listening.streamFailed(failure, caller.clock));
        caller.steps.addAll(caller.listening.streamFailed(failure, caller.clock));
        assertThat(caller.published()).containsExactly(new Transcript.RecognitionFailed("CA1", "UNAVAILABLE", true));
    }

    @Test
    void wordsWithoutVoiceActivityBecomeAnUtterance() {
        var caller = ScriptedCaller.ofStream(null).says(".".repeat(50)).words("אתם שם?", true, 4800);
        assertThat(caller.published()).hasSize(1).first().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(1);
            assertThat(said.text()).isEqualTo("אתם שם?");
        });
    }
}
