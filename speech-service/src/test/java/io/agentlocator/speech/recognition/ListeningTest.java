package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import org.junit.jupiter.api.Test;

/** With whole-utterance engines only. */
class ListeningTest {

    private static final RecognitionResult YES = new RecognitionResult("כן", 0.8, true);

    @Test
    void theAnswerToAGuessIsPublishedWhenTheUtteranceEnds() {
        var caller = ScriptedCaller.ofWholeEngine().says("....vvvv...");
        assertThat(caller.recognitions()).hasSize(1);
        caller.answered(1, 1, YES);
        assertThat(caller.published()).as("the caller may still go on").isEmpty();

        caller.says("...");

        assertThat(caller.published()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 400, 800, 0, "whole"));
        assertThat(caller.recognitions()).as("silence needs no second attempt").hasSize(1);
        assertThat(caller.listening.idle()).isTrue();
    }

    @Test
    void anAnswerAfterTheEndHasTheTimeItTook() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......");
        assertThat(caller.published()).isEmpty();
        caller.says("...").answered(1, 1, YES);
        assertThat(caller.published()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 0, 400, 300, "whole"));
    }

    @Test
    void aCallerWhoGoesOnAfterAGuessIsRecognizedAsAWhole() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv...");
        caller.answered(1, 1, YES).says("vvv......");

        assertThat(caller.published()).as("the guess is discarded").isEmpty();
        assertThat(caller.recognitions())
                .extracting(ListeningStep.Recognize::attempt)
                .containsExactly(1, 2);
        assertThat(caller.recognitions().get(1).mulaw().length)
                .isGreaterThan(caller.recognitions().get(0).mulaw().length);
        caller.answered(1, 1, YES);
        assertThat(caller.published())
                .as("the answer to the old guess is ignored")
                .isEmpty();
        caller.answered(1, 2, new RecognitionResult("כן, בטח", 0.7, true));
        assertThat(caller.published()).hasSize(1).first().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.text()).isEqualTo("כן, בטח");
            assertThat(said.endMs()).isEqualTo(1000);
        });
    }

    @Test
    void aRunningGuessIsAbandonedWhenTheCallerGoesOn() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv...v");
        assertThat(caller.steps).last().isEqualTo(new ListeningStep.Abandon(1, 1));
    }

    @Test
    void soundBeforeTheOnsetBelongsToTheUtterance() {
        var caller = ScriptedCaller.ofWholeEngine().says("........vvvv...");
        // 300 ms before, 400 ms of voice, 200 ms behind.
        assertThat(caller.recognitions().getFirst().mulaw()).hasSize(900 * 8);
        byte[] sound = caller.recognitions().getFirst().mulaw();
        assertThat(sound[300 * 8 - 1]).isEqualTo(MuLaw.SILENCE);
        assertThat(sound[300 * 8]).isEqualTo((byte) 800);
    }

    @Test
    void missingSoundIsSilenceAndKeepsItsPlace() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvv");
        caller.at += 200;
        caller.says("vv...");
        byte[] sound = caller.recognitions().getLast().mulaw();
        assertThat(sound).hasSize(900 * 8);
        assertThat(sound[300 * 8]).isEqualTo(MuLaw.SILENCE);
        assertThat(sound[500 * 8]).isEqualTo((byte) 500);
    }

    @Test
    void wordsThatAreNotTrustedAreNotPublished() {
        var caller = ScriptedCaller.ofWholeEngine()
                .says("vvvv......")
                .answered(1, 1, new RecognitionResult("תודה על הצפייה", 0.3, false));
        assertThat(caller.published()).containsExactly(new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void aRecoverableFailureIsPublishedWithUnclear() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......");
        caller.steps.addAll(
                caller.listening.failed(1, 1, new EngineFailure(FailureKind.UNAVAILABLE, "too many"), caller.clock));
        assertThat(caller.published())
                .containsExactly(
                        new Transcript.RecognitionFailed("CA1", "too many", true),
                        new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void anUnrecoverableFailureIsPublishedWithoutUnclear() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......");
        caller.steps.addAll(
                caller.listening.failed(1, 1, new EngineFailure(FailureKind.NO_ENGINE, "no engine"), caller.clock));
        assertThat(caller.published()).containsExactly(new Transcript.RecognitionFailed("CA1", "no engine", false));
    }

    @Test
    void aMissingAnswerBecomesAFailure() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......").says(".".repeat(79));
        assertThat(caller.published()).isEmpty();
        caller.says(".");
        assertThat(caller.published()).hasSize(2).first().isInstanceOf(Transcript.RecognitionFailed.class);
        caller.answered(1, 1, YES);
        assertThat(caller.published()).as("too late").hasSize(2);
    }

    @Test
    void utterancesArePublishedInOrder() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......vvvv......");
        caller.answered(2, 1, new RecognitionResult("לא", 0.8, true));
        assertThat(caller.published()).isEmpty();
        caller.answered(1, 1, YES);
        assertThat(caller.published())
                .extracting(transcript -> ((Transcript.Final) transcript).utterance())
                .containsExactly(1, 2);
    }

    @Test
    void redeliveredSoundChangesNothing() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv");
        long at = caller.at;
        caller.at -= 300;
        caller.says("vvv");
        assertThat(caller.at).isEqualTo(at);
        caller.says("...");
        assertThat(caller.recognitions().getFirst().mulaw()).hasSize((400 + 200) * 8);
    }

    @Test
    void theEndOfTheStreamEndsTheUtterance() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv");
        caller.steps.addAll(caller.listening.ended(caller.clock));
        assertThat(caller.recognitions()).hasSize(1);
        caller.answered(1, 1, YES);
        assertThat(caller.published()).hasSize(1);
    }

    @Test
    void withoutAnyEngineTheFailureIsNotRecoverable() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......");
        caller.steps.addAll(
                caller.listening.failed(1, 1, new EngineFailure(FailureKind.NO_ENGINE, "no engine"), caller.clock));
        assertThat(caller.published()).containsExactly(new Transcript.RecognitionFailed("CA1", "no engine", false));
    }

    @Test
    void aTakeoverPublishesWhatWasNotPublishedAndCountsOn() {
        var caller = ScriptedCaller.ofWholeEngine().says("vvvv......vvvv......vvv");
        caller.steps.clear();

        caller.steps.addAll(caller.listening.takeOver(7, 400, caller.clock));

        assertThat(caller.recognitions())
                .extracting(ListeningStep.Recognize::utterance)
                .containsExactly(8);
        caller.answered(8, caller.recognitions().getFirst().attempt(), YES).says("...");
        assertThat(caller.recognitions())
                .extracting(ListeningStep.Recognize::utterance)
                .containsExactly(8, 9);
        caller.says("...").answered(9, 1, new RecognitionResult("לא", 0.8, true));
        assertThat(caller.published())
                .extracting(transcript -> ((Transcript.Final) transcript).utterance())
                .containsExactly(8, 9);
    }
}
