package io.agentlocator.dialog.turns;

import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.events.Transcript;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules do for each event in each state. */
class ConversationRulesTest {

    private final FakeModel model = new FakeModel();
    private final FakeCall call = new FakeCall(TurnSettings.DEFAULTS, model).begun();

    private FakeCall speaking() {
        call.playbackOff().recognises("אני רוצה לקנות דירה");
        return call.happens(new MediaEvent.PlaybackStarted(SID, 1));
    }

    private FakeCall interruptedBySound() {
        return speaking().pass(300).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true));
    }

    @Nested
    class Turns {
        @Test
        void oneReplyForAnUtterance() {
            call.recognises("אני רוצה לקנות דירה");
            assertThat(call.replies())
                    .containsExactly(
                            new Reply.Sentence(SID, 1, 0, 1, "מצוין."),
                            new Reply.Sentence(SID, 1, 1, 1, "באיזה אזור?"),
                            new Reply.Completed(SID, 1, 2));
            assertThat(call.asked).hasSize(1);
        }

        @Test
        void theSameUtteranceTwiceIsAnsweredOnce() {
            call.recognises("אני רוצה לקנות דירה");
            call.happens(new Transcript.Final(SID, 1, "אני רוצה לקנות דירה", 0.9, 0, 1, 1, "fake"));
            assertThat(call.asked).hasSize(1);
        }

        @Test
        void wordsWhileTheModelThinksAreAnsweredTogether() {
            call.modelWaits().recognises("אני רוצה");
            call.recognises("לקנות דירה");
            assertThat(call.cancelledModels).hasSize(1);
            assertThat(call.asked).hasSize(2);
            assertThat(call.asked.getLast().history())
                    .containsExactly(new HistoryEntry.Caller(1, "אני רוצה"), new HistoryEntry.Caller(2, "לקנות דירה"));
            call.modelAnswers();
            assertThat(call.replies()).first().isEqualTo(new Reply.Sentence(SID, 1, 0, 2, "מצוין."));
        }

        @Test
        void theLateAnswerToTheFirstOfThemIsDropped() {
            call.modelWaits().recognises("אני רוצה");
            call.recognises("לקנות דירה");
            call.model(new ModelOutput.Sentence(1, 1, "מיושן."));
            assertThat(call.replies()).isEmpty();
        }

        @Test
        void aTurnThatNobodyHasHeardYetIsOvertaken() {
            call.playbackOff().recognises("אני רוצה לקנות");
            call.recognises("לא, לשכור");
            assertThat(call.replies())
                    .contains(new Reply.Cancelled(SID, 1, CancelReason.OVERTAKEN))
                    .contains(new Reply.Sentence(SID, 2, 0, 2, "מצוין."));
            assertThat(call.asked.getLast().history())
                    .containsExactly(
                            new HistoryEntry.Caller(1, "אני רוצה לקנות"), new HistoryEntry.Caller(2, "לא, לשכור"));
        }

        @Test
        void aBackchannelWhileTheModelThinksChangesNothing() {
            call.modelWaits().recognises("אני רוצה לקנות דירה");
            call.recognises("אהה");
            assertThat(call.asked).hasSize(1);
            call.modelAnswers();
            assertThat(call.replies()).first().isEqualTo(new Reply.Sentence(SID, 1, 0, 2, "מצוין."));
            call.recognises("בחיפה");
            assertThat(call.asked).hasSize(2);
        }

        @Test
        void nothingIsSaidOverACallerWhoGoesOnSpeaking() {
            call.modelWaits().recognises("אני רוצה לקנות");
            call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, false));
            call.modelAnswers();
            assertThat(call.replies()).isEmpty();
            call.pass(600).happens(new MediaEvent.SpeechEnded(SID, STREAM, 0)).pass(25);
            assertThat(call.sentences()).isNotEmpty();
        }

        @Test
        void aVoiceThatNeverEndsIsTakenForNoise() {
            call.modelWaits().recognises("אני רוצה לקנות");
            call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, false));
            call.modelAnswers().pass(2_600);
            assertThat(call.sentences()).containsExactly("מצוין.", "באיזה אזור?");
        }
    }

    @Nested
    class Bounds {
        @Test
        void threeSentencesOneQuestion() {
            model.says("אחת.", "שתיים.", "שלוש.", "ארבע.");
            call.recognises("שלום לך");
            assertThat(call.sentences()).containsExactly("אחת.", "שתיים.", "שלוש.");
        }

        @Test
        void nothingAfterAQuestion() {
            model.says("מה שלומך?", "באיזה אזור?");
            call.recognises("שלום לך");
            assertThat(call.sentences()).containsExactly("מה שלומך?");
            assertThat(call.replies().getLast()).isEqualTo(new Reply.Completed(SID, 1, 1));
        }

        @Test
        void aSentenceOfTooManyWordsToo() {
            model.says("לא ".repeat(60));
            call.recognises("שלום לך");
            assertThat(call.sentences())
                    .first()
                    .satisfies(sentence -> assertThat(sentence.split(" ")).hasSize(40));
        }

        @Test
        void whatDoesNotFitIsNotBegun() {
            model.says("מילה ".repeat(30), "ועוד ".repeat(20), "מה דעתכם?");
            call.recognises("שלום לך");
            assertThat(call.sentences()).hasSize(2).last().isEqualTo("מה דעתכם?");
        }

        @Test
        void aSentenceWithoutEndIsCutAtAClause() {
            model.says("מילה ".repeat(30) + ", ועוד " + "מילה ".repeat(40));
            call.recognises("שלום לך");
            assertThat(call.sentences())
                    .singleElement()
                    .satisfies(sentence -> assertThat(sentence.length()).isLessThanOrEqualTo(220));
        }
    }

    @Nested
    class Model {
        @Test
        void aSlowModelIsCoveredByAFiller() {
            call.modelWaits().recognises("אני רוצה לקנות דירה").pass(1_250);
            assertThat(call.sentences())
                    .singleElement()
                    .satisfies(line -> assertThat(call.phrases.isFiller(line)).isTrue());
            call.modelAnswers();
            assertThat(call.replies())
                    .containsSubsequence(
                            new Reply.Sentence(SID, 1, 1, 1, "מצוין."),
                            new Reply.Sentence(SID, 1, 2, 1, "באיזה אזור?"),
                            new Reply.Completed(SID, 1, 3));
        }

        @Test
        void aModelThatNeverAnswersIsGivenUp() {
            call.modelWaits().recognises("אני רוצה לקנות דירה").pass(2_600);
            assertThat(call.switches)
                    .singleElement()
                    .satisfies(step -> assertThat(step.cause()).isEqualTo(ModelFailure.Kind.TOO_SLOW));
            assertThat(call.sentences()).contains("סליחה, הייתה תקלה קטנה.");
            assertThat(call.replies()).anyMatch(Reply.Completed.class::isInstance);
        }

        @Test
        void aFailureIsToldAndTheOpenQuestionAskedAgain() {
            call.recognises("אני רוצה לקנות דירה");
            model.fails(ModelFailure.Kind.UNREACHABLE);
            call.recognises("ברמת גן");
            assertThat(call.sentences()).endsWith("סליחה, הייתה תקלה קטנה.", "באיזה אזור?");
        }

        @Test
        void aFailureAfterWordsEndsTheTurnWithAQuestion() {
            call.recognises("אני רוצה לקנות דירה");
            model.says("יופי.").fails(ModelFailure.Kind.BROKEN_OFF);
            call.recognises("ברמת גן");
            assertThat(call.sentences()).endsWith("יופי.", "באיזה אזור?");
        }

        @Test
        void anEmptyAnswerIsAFailure() {
            model.says();
            call.recognises("שלום לך");
            assertThat(call.sentences()).startsWith("סליחה, הייתה תקלה קטנה.");
        }

        @Test
        void whenItEndsTheCallGoodbyeIsSaidFirst() {
            model.says("רשמתי הכול.").ends(LanguageModel.Ending.GOODBYE);
            call.recognises("כן, הכול נכון");
            assertThat(call.replies())
                    .containsExactly(
                            new Reply.Sentence(SID, 1, 0, 1, "רשמתי הכול."),
                            new Reply.Sentence(SID, 1, 1, 1, call.phrases.variant("bye", 1)),
                            new Reply.Completed(SID, 1, 2),
                            new Reply.HangUp(SID, 1));
        }
    }

    @Nested
    class BargeIn {
        @Test
        void wordsCutTheAgent() {
            interruptedBySound().recognises("רגע, אני רוצה לשכור");
            assertThat(call.replies())
                    .contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN))
                    .contains(new Reply.Sentence(SID, 2, 0, 2, "מצוין."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"אהה", "כן", "אוקיי", "בסדר", "מממ", "כן כן"})
        void backchannelsDoNot(String backchannel) {
            interruptedBySound().recognises(backchannel);
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
            assertThat(call.asked).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"כן", "לא"})
        void yesAnswersAQuestionThatWasHeard(String answer) {
            speaking().pass(4_000).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true));
            call.pass(200).happens(new MediaEvent.SpeechEnded(SID, STREAM, 0)).recognises(answer);
            assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
            assertThat(call.asked.getLast().history())
                    .endsWith(new HistoryEntry.Agent(1, "באיזה אזור?"), new HistoryEntry.Caller(2, answer));
        }

        private void readingBack() {
            model.says("אז רשמתי כך.", "דירה לקנייה, שלושה חדרים, ברמת גן.", "הכול נכון?");
            speaking();
        }

        /** The second sentence is still being synthesised; nothing sounds. */
        @Test
        void yesInAGapBeforeTheQuestionIsASoundOfListening() {
            readingBack();
            call.pass(2_000).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, false));
            call.recognises("כן");
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
            call.pass(4_000).happens(new MediaEvent.PlaybackFinished(SID, 1, 5_000));
            assertThat(call.asked).hasSize(1);
            call.recognises("כן");
            assertThat(call.asked).hasSize(2);
            assertThat(call.asked.getLast().history())
                    .endsWith(new HistoryEntry.Agent(1, "הכול נכון?"), new HistoryEntry.Caller(3, "כן"));
        }

        @Test
        void yesIntoTheQuestionAnswersIt() {
            readingBack();
            call.pass(3_950).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true));
            call.pass(200).recognises("כן");
            assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
            assertThat(call.asked).hasSize(2);
        }

        @Test
        void yesOverTheReadBackIsASoundOfListening() {
            readingBack();
            call.pass(1_500).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true));
            call.pass(200).recognises("כן");
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
            assertThat(call.asked).hasSize(1);
        }

        /** {@code PlaybackFinished} is late or lost. */
        @Test
        void yesAfterAllThatSoundedAnswersTheQuestion() {
            readingBack();
            call.pass(6_500).happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, false));
            call.pass(200).recognises("כן");
            assertThat(call.asked).hasSize(2);
            assertThat(call.asked.getLast().history()).endsWith(new HistoryEntry.Caller(2, "כן"));
        }

        @Test
        void aLongVoiceCutsBeforeItsWordsAreKnown() {
            interruptedBySound().pass(475);
            assertThat(call.replies()).noneMatch(Reply.Cancelled.class::isInstance);
            call.pass(50);
            assertThat(call.replies()).endsWith(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
        }

        @Test
        void interimWordsCutAtOnce() {
            interruptedBySound().pass(100).happens(new Transcript.Interim(SID, 2, "אני רוצה"));
            assertThat(call.replies()).endsWith(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
        }

        @Test
        void aCoughDoesNot() {
            interruptedBySound().pass(200).happens(new MediaEvent.SpeechEnded(SID, STREAM, 0));
            call.pass(1_150);
            assertThat(call.replies()).noneMatch(Reply.Resumed.class::isInstance);
            call.pass(100);
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
        }

        @Test
        void noiseWithoutWordsLetsTheAgentGoOn() {
            interruptedBySound().recognisesNothing();
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
        }

        @Test
        void whatWasCutForNothingIsSaidAgain() {
            interruptedBySound().pass(600);
            call.happens(new MediaEvent.PlaybackCut(SID, 1, 400, 1));
            call.happens(new MediaEvent.SpeechEnded(SID, STREAM, 0)).pass(3_050);
            assertThat(call.sentences()).endsWith("באיזה אזור?");
            assertThat(call.replies())
                    .contains(new Reply.Sentence(SID, 2, 0, 0, "באיזה אזור?"), new Reply.Completed(SID, 2, 1));
        }

        @Test
        void onlyWhatWasHeardWasSaid() {
            interruptedBySound().pass(600);
            call.happens(new MediaEvent.PlaybackCut(SID, 1, 300, 1)).recognises("רגע, בעצם לשכור");
            assertThat(call.asked.getLast().history())
                    .containsExactly(
                            new HistoryEntry.Caller(1, "אני רוצה לקנות דירה"),
                            new HistoryEntry.Agent(1, "מצוין."),
                            new HistoryEntry.Caller(2, "רגע, בעצם לשכור"));
        }

        @Test
        void aMomentPleaseIsGranted() {
            interruptedBySound().recognises("רגע");
            assertThat(call.sentences()).endsWith("בטח, אני מחכה.");
        }
    }

    @Nested
    class Understanding {
        @Test
        void unclearIsAskedAgainTwiceThenTheConversationMovesOn() {
            call.recognisesNothing();
            assertThat(call.sentences()).containsExactly("לא שמעתי טוב, אפשר לחזור על זה?");
            call.recognisesNothing();
            assertThat(call.sentences()).endsWith("סליחה, הקו לא ברור, אפשר לומר שוב?");
            assertThat(call.asked).isEmpty();
            call.recognisesNothing();
            assertThat(call.asked).hasSize(1);
            call.recognisesNothing().recognisesNothing();
            assertThat(call.sentences()).contains("הקו לא מספיק ברור, נציג שלנו יחזור אליכם.");
            assertThat(call.hungUp()).isTrue();
        }

        @Test
        void wordsBetweenCountAnew() {
            call.recognisesNothing().recognises("שלום לך");
            call.recognisesNothing();
            assertThat(call.sentences()).endsWith("לא שמעתי טוב, אפשר לחזור על זה?");
        }

        @Test
        void aSilentAgentApologises() {
            call.modelWaits().recognises("אני רוצה לקנות דירה");
            call.happens(new CallAlert.AgentSilent(SID, 8_000));
            assertThat(call.sentences()).containsExactly("סליחה על ההמתנה.");
        }

        @Test
        void aTurnThatNeverSoundedIsReplaced() {
            call.playbackOff().recognises("אני רוצה לקנות דירה");
            call.happens(new CallAlert.AgentSilent(SID, 8_000));
            assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.OVERTAKEN));
            assertThat(call.sentences()).endsWith("סליחה, הייתה תקלה קטנה.", "באיזה אזור?");
        }
    }

    @Nested
    class Endings {
        @Test
        void hangUpComesAfterTheWholeGoodbye() {
            call.recognises("תודה ולהתראות");
            assertThat(call.replies().getLast()).isEqualTo(new Reply.HangUp(SID, 1));
            assertThat(call.replies().get(call.replies().size() - 2)).isInstanceOf(Reply.Completed.class);
        }

        @Test
        void wordsDuringTheGoodbyeKeepTheLineOpen() {
            call.playbackOff().recognises("ביי").happens(new MediaEvent.PlaybackStarted(SID, 1));
            call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true)).pass(700);
            assertThat(call.replies()).noneMatch(Reply.Cancelled.class::isInstance);
            call.recognises("רגע, עוד שאלה אחת, יש חניה?");
            assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
            assertThat(call.replies().getLast()).isEqualTo(new Reply.Completed(SID, 2, 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"תודה רבה", "ביי", "גם לך, להתראות"})
        void thanksDuringTheGoodbyeDoNot(String thanks) {
            call.playbackOff().recognises("ביי").happens(new MediaEvent.PlaybackStarted(SID, 1));
            call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true)).recognises(thanks);
            assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 1));
        }

        @Test
        void zeroIsForAPerson() {
            call.happens(new MediaEvent.DigitPressed(SID, "0"));
            assertThat(call.sentences()).startsWith("בשמחה, נציג שלנו יחזור אליכם בהקדם.");
            assertThat(call.hungUp()).isTrue();
            call.hangsUp();
            assertThat(call.outcomes().getFirst().disposition()).isEqualTo(Disposition.WANTS_PERSON);
        }

        @Test
        void aHiddenCallerIsAskedWhereToCallBack() {
            var hidden = new FakeCall(TurnSettings.DEFAULTS, model).begunFrom("anonymous");
            hidden.recognises("נציג בבקשה");
            assertThat(hidden.sentences()).containsExactly("לאיזה מספר טלפון לחזור?");
            hidden.recognises("אפס חמש ארבע שתיים שלוש ארבע חמש שש שבע שמונה");
            assertThat(hidden.sentences()).contains("בשמחה, נציג שלנו יחזור אליכם בהקדם.");
            hidden.hangsUp();
            assertThat(hidden.outcomes().getFirst().answers().phone()).isEqualTo("+972542345678");
        }

        @Test
        void aPersonIsPutThroughWhereThereIsANumber() {
            var settings = TurnSettings.DEFAULTS.withTransferTo("+97231234567");
            var transferred = new FakeCall(settings, model).begun();
            transferred.recognises("אני רוצה נציג");
            assertThat(transferred.replies())
                    .containsExactly(
                            new Reply.Sentence(SID, 1, 0, 1, "בשמחה, מעבירה אתכם לנציג."),
                            new Reply.Completed(SID, 1, 1),
                            new Reply.Transfer(SID, 1, "+97231234567"));
        }

        @Test
        void anOverlongCallIsWrappedUp() {
            call.recognises("אני רוצה לקנות דירה");
            call.happens(new CallAlert.CallOverlong(SID, 600_000));
            assertThat(call.sentences()).contains("הזמן שלנו נגמר, נציג יחזור אליכם להמשך.");
            assertThat(call.hungUp()).isTrue();
        }

        @Test
        void anOverlongCallIsWrappedUpAfterTheSentence() {
            speaking().happens(new CallAlert.CallOverlong(SID, 600_000));
            assertThat(call.hungUp()).isFalse();
            call.happens(new MediaEvent.PlaybackFinished(SID, 1, 2_000));
            assertThat(call.hungUp()).isTrue();
        }

        @Test
        void theOutcomeIsToldOnce() {
            call.recognises("אני רוצה לקנות דירה").hangsUp().hangsUp();
            call.happens(new Call.StreamEnded(SID, "completed", Call.Continuation.CALLER_GONE))
                    .pass(60_000);
            assertThat(call.outcomes()).hasSize(1);
        }

        @Test
        void aTurnThatTheCallerNeverHeardIsTakenBackWhenHeHangsUp() {
            speaking().hangsUp();
            assertThat(call.replies()).endsWith(new Reply.Cancelled(SID, 1, CancelReason.CALL_ENDED));
        }

        @Test
        void aStreamThatStoppedWithoutAnEndIsConcludedInTime() {
            call.recognises("אני רוצה לקנות דירה");
            call.happens(new MediaEvent.StreamStopped(SID, STREAM, StopReason.SOCKET_LOST, 1, 1))
                    .pass(29_900);
            assertThat(call.outcomes()).isEmpty();
            call.pass(200);
            assertThat(call.outcomes()).hasSize(1);
        }

        @Test
        void aStreamThatComesBackGoesOn() {
            call.recognises("אני רוצה לקנות דירה");
            call.happens(new MediaEvent.StreamStopped(SID, STREAM, StopReason.SOCKET_LOST, 1, 1))
                    .pass(2_000);
            call.happens(new MediaEvent.StreamStarted(SID, "MZ2")).pass(60_000);
            assertThat(call.sentences()).endsWith("סליחה, הקו נקטע לרגע.", "באיזה אזור?");
            assertThat(call.outcomes()).isEmpty();
        }

        @Test
        void aTurnPlayedByADocumentWasHeardWhenTheNextStreamOpens() {
            call.playbackOff().recognises("אני רוצה לקנות דירה");
            call.happens(new MediaEvent.StreamStopped(SID, STREAM, StopReason.STOPPED_BY_TWILIO, 1, 1))
                    .pass(3_000);
            call.happens(new MediaEvent.StreamStarted(SID, "MZ2")).recognises("ברמת גן");
            assertThat(call.replies()).noneMatch(Reply.Cancelled.class::isInstance);
            assertThat(call.asked.getLast().history()).contains(new HistoryEntry.Agent(1, "באיזה אזור?"));
        }

        @Test
        void theOldStreamsLateEndDoesNotCloseTheNewOne() {
            call.happens(new MediaEvent.StreamStarted(SID, "MZ2"));
            call.happens(new MediaEvent.StreamStopped(SID, STREAM, StopReason.STOPPED_BY_TWILIO, 1, 1))
                    .pass(60_000);
            assertThat(call.outcomes()).isEmpty();
        }

        @Test
        void nothingIsSaidAfterTheEnd() {
            call.hangsUp().recognises("הלו");
            assertThat(call.replies()).isEmpty();
        }

        @Test
        void aCallThatWasNeverHeardOfIsNotConcluded() {
            var stranger = new FakeCall();
            stranger.happens(new Call.Ended(SID, "no-answer", null));
            assertThat(stranger.outcomes()).isEmpty();
        }

        @Test
        void aCallWithoutAStreamHasAnOutcomeToo() {
            var unheard = new FakeCall();
            unheard.happens(new Call.Received(SID, FakeCall.CALLER, "+97237654321", Call.Direction.INBOUND, 2400));
            unheard.happens(new Call.Ended(SID, "completed", 3));
            assertThat(unheard.outcomes().getFirst().disposition()).isEqualTo(Disposition.NO_ANSWERS);
        }
    }

    @Nested
    class Silence {
        @Test
        void beforeAnyWordTheGreetingIsRepeated() {
            call.happens(new CallAlert.CallerSilent(SID, 8_000, 1));
            assertThat(call.sentences()).containsExactly("שלום, במה אפשר לעזור?");
        }

        @Test
        void thriceIsEnough() {
            for (int prompts : List.of(1, 2, 3)) {
                call.happens(new CallAlert.CallerSilent(SID, 8_000, prompts));
            }
            assertThat(call.sentences()).contains("לא שומעת אתכם, אפשר להתקשר שוב בכל עת.");
            assertThat(call.hungUp()).isTrue();
        }

        @Test
        void theOrderToHangUpIsGivenAgainWhenTheLineStaysOpen() {
            call.recognises("ביי");
            call.happens(new CallAlert.CallerSilent(SID, 8_000, 1));
            assertThat(call.replies().stream().filter(Reply.HangUp.class::isInstance))
                    .hasSize(2);
        }
    }
}
