package io.agentlocator.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static final Endpointing.Rule RULE = new Endpointing.Rule(600, 250, 120, 20_000);
    private static final Heard YES = new Heard("כן", 0.8, true);

    /** A caller on a clock of its own: 100 ms of sound at a time, and time passes as the sound does. */
    private static final class Caller {

        final Listening listening;
        long at;
        long clock = 1_000_000;
        final List<ListeningStep> steps = new ArrayList<>();

        Caller(Listening listening) {
            this.listening = listening;
        }

        Caller says(String timeline) {
            for (char tick : timeline.toCharArray()) {
                clock += 100;
                steps.addAll(listening.chunk(tick(tick), clock));
            }
            return this;
        }

        CallerAudio.Chunk tick(char tick) {
            byte[] sound = new byte[800];
            Arrays.fill(sound, tick == 'v' ? (byte) at : MuLaw.SILENCE);
            var chunk = new CallerAudio.Chunk("CA1", "MZ1", at / 100, at, tick == 'v', sound);
            at += 100;
            return chunk;
        }

        List<Transcript> told() {
            return steps.stream()
                    .filter(ListeningStep.Tell.class::isInstance)
                    .map(step -> ((ListeningStep.Tell) step).transcript())
                    .toList();
        }

        List<ListeningStep.Decode> decodes() {
            return steps.stream()
                    .filter(ListeningStep.Decode.class::isInstance)
                    .map(ListeningStep.Decode.class::cast)
                    .toList();
        }

        Caller heard(int utterance, int attempt, Heard heard) {
            return heard(utterance, attempt, new RecognizerLadder.Answer("whole", heard, ""));
        }

        Caller heard(int utterance, int attempt, RecognizerLadder.Answer answer) {
            steps.addAll(listening.heard(utterance, attempt, answer, clock));
            return this;
        }

        Caller trouble(String cause) {
            steps.addAll(listening.trouble(new RecognitionTrouble(cause, true), clock));
            return this;
        }

        List<ListeningStep.Switch> switches() {
            return steps.stream()
                    .filter(ListeningStep.Switch.class::isInstance)
                    .map(ListeningStep.Switch.class::cast)
                    .toList();
        }

        Caller words(String text, boolean settled, long endMs) {
            steps.addAll(listening.words(text, settled, settled ? 0.9 : 0, endMs, clock));
            return this;
        }
    }

    private static Caller whole() {
        return new Caller(new Listening("CA1", new Listening.Settings(RULE, 300, null, "whole", 300, 1200, 8000), 0));
    }

    private static Caller live(String secondChance) {
        return new Caller(
                new Listening("CA1", new Listening.Settings(RULE, 300, "live", secondChance, 300, 1200, 8000), 0));
    }

    @Test
    void anAnswerToTheGuessIsToldTheMomentTheUtteranceEnds() {
        var caller = whole().says("....vvvv...");
        assertThat(caller.decodes()).hasSize(1);
        caller.heard(1, 1, YES);
        assertThat(caller.told()).as("the caller may still go on").isEmpty();

        caller.says("...");

        assertThat(caller.told()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 400, 800, 0, "whole"));
        assertThat(caller.decodes()).as("silence needs no second look").hasSize(1);
        assertThat(caller.listening.idle()).isTrue();
    }

    @Test
    void anAnswerAfterTheEndTellsHowLongItTook() {
        var caller = whole().says("vvvv......");
        assertThat(caller.told()).isEmpty();
        caller.says("...").heard(1, 1, YES);
        assertThat(caller.told()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 0, 400, 300, "whole"));
    }

    @Test
    void whoGoesOnAfterAGuessIsHeardWholly() {
        var caller = whole().says("vvvv...");
        caller.heard(1, 1, YES).says("vvv......");

        assertThat(caller.told()).as("the guess is thrown away").isEmpty();
        assertThat(caller.decodes()).extracting(ListeningStep.Decode::attempt).containsExactly(1, 2);
        assertThat(caller.decodes().get(1).mulaw().length)
                .isGreaterThan(caller.decodes().get(0).mulaw().length);
        caller.heard(1, 1, YES);
        assertThat(caller.told()).as("an answer to the old guess says nothing").isEmpty();
        caller.heard(1, 2, new Heard("כן, בטח", 0.7, true));
        assertThat(caller.told()).hasSize(1).first().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.text()).isEqualTo("כן, בטח");
            assertThat(said.endMs()).isEqualTo(1000);
        });
    }

    @Test
    void aGuessInWorkIsForgottenWhenTheCallerGoesOn() {
        var caller = whole().says("vvvv...v");
        assertThat(caller.steps).last().isEqualTo(new ListeningStep.Forget(1, 1));
    }

    @Test
    void soundBeforeTheOnsetBelongsToTheUtterance() {
        var caller = whole().says("........vvvv...");
        // 300 ms before, 400 ms of voice, 200 ms behind.
        assertThat(caller.decodes().getFirst().mulaw()).hasSize(900 * 8);
        byte[] sound = caller.decodes().getFirst().mulaw();
        assertThat(sound[300 * 8 - 1]).isEqualTo(MuLaw.SILENCE);
        assertThat(sound[300 * 8]).isEqualTo((byte) 800);
    }

    @Test
    void missingSoundIsSilenceAndKeepsItsPlace() {
        var caller = whole().says("vvv");
        caller.at += 200;
        caller.says("vv...");
        byte[] sound = caller.decodes().getLast().mulaw();
        assertThat(sound).hasSize(900 * 8);
        assertThat(sound[300 * 8]).isEqualTo(MuLaw.SILENCE);
        assertThat(sound[500 * 8]).isEqualTo((byte) 500);
    }

    @Test
    void wordsThatCannotBeTrustedAreNotTold() {
        var caller = whole().says("vvvv......").heard(1, 1, new Heard("תודה על הצפייה", 0.3, false));
        assertThat(caller.told()).containsExactly(new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void aFailureIsToldAndTheCallerCanBeAskedAgain() {
        var caller = whole().says("vvvv......");
        caller.steps.addAll(caller.listening.failed(1, 1, new RecognitionTrouble("too many", true), caller.clock));
        assertThat(caller.told())
                .containsExactly(
                        new Transcript.RecognitionFailed("CA1", "too many", true),
                        new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void whereNobodyIsLeftToHearThereIsNoUseInAskingAgain() {
        var caller = whole().says("vvvv......");
        caller.steps.addAll(caller.listening.failed(1, 1, new RecognitionTrouble("no engine", false), caller.clock));
        assertThat(caller.told()).containsExactly(new Transcript.RecognitionFailed("CA1", "no engine", false));
    }

    @Test
    void noAnswerIsAFailureInTheEnd() {
        var caller = whole().says("vvvv......").says(".".repeat(79));
        assertThat(caller.told()).isEmpty();
        caller.says(".");
        assertThat(caller.told()).hasSize(2).first().isInstanceOf(Transcript.RecognitionFailed.class);
        caller.heard(1, 1, YES);
        assertThat(caller.told()).as("too late").hasSize(2);
    }

    @Test
    void utterancesAreToldInTheirOrder() {
        var caller = whole().says("vvvv......vvvv......");
        caller.heard(2, 1, new Heard("לא", 0.8, true));
        assertThat(caller.told()).isEmpty();
        caller.heard(1, 1, YES);
        assertThat(caller.told())
                .extracting(told -> ((Transcript.Final) told).utterance())
                .containsExactly(1, 2);
    }

    @Test
    void redeliveredSoundChangesNothing() {
        var caller = whole().says("vvvv");
        long at = caller.at;
        caller.at -= 300;
        caller.says("vvv");
        assertThat(caller.at).isEqualTo(at);
        caller.says("...");
        assertThat(caller.decodes().getFirst().mulaw()).hasSize((400 + 200) * 8);
    }

    @Test
    void whenTheStreamEndsWhatWasSaidIsHeard() {
        var caller = whole().says("vvvv");
        caller.steps.addAll(caller.listening.ended(caller.clock));
        assertThat(caller.decodes()).hasSize(1);
        caller.heard(1, 1, YES);
        assertThat(caller.told()).hasSize(1);
    }

    @Test
    void settledWordsAreToldWhenTheUtteranceEnds() {
        var caller = live(null).says("vv").words("שלום", false, 200).says("vv").words("שלום לכם", false, 400);
        caller.says("...").words("שלום לכם.", true, 420).says("...");
        assertThat(caller.told())
                .containsExactly(
                        new Transcript.Interim("CA1", 1, "שלום"),
                        new Transcript.Interim("CA1", 1, "שלום לכם"),
                        new Transcript.Interim("CA1", 1, "שלום לכם."),
                        new Transcript.Final("CA1", 1, "שלום לכם.", 0.9, 0, 400, 0, "live"));
    }

    @Test
    void stableWordsAndSilenceAreEnough() {
        var caller = live(null).says("vvvv").words("שלום לכם", false, 400).says("......");
        assertThat(caller.told()).last().isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.5, 0, 400, 0, "live"));
    }

    @Test
    void wordsThatStillChangeAreWaitedFor() {
        var caller = live(null).says("vvvv").words("שלום", false, 300).says("......");
        assertThat(caller.told()).last().isInstanceOf(Transcript.Final.class);

        caller =
                live(null).says("vvvv.....").words("שלום", false, 300).says(".").words("שלום לכם", false, 390);
        assertThat(caller.told()).noneMatch(Transcript.Final.class::isInstance);
        caller.says("...");
        assertThat(caller.told())
                .last()
                .isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.5, 0, 400, 300, "live"));
    }

    @Test
    void wordsThatWereToldUnsettledAreNotToldAgainWithTheNext() {
        var caller = live(null).says("vvvv").words("שלום לכם", false, 400).says("......");
        caller.says("vvvv").words("שלום לכם אני מחפש", false, 1400).words("שלום לכם, אני מחפש דירה", true, 1450);
        caller.says("......");
        assertThat(caller.told())
                .filteredOn(Transcript.Final.class::isInstance)
                .extracting(told -> ((Transcript.Final) told).text())
                .containsExactly("שלום לכם", "אני מחפש דירה");
    }

    @Test
    void anEngineThatBeginsAnewLosesNoWords() {
        var caller = live(null).says("vvvv").words("שלום לכם", false, 400).says("......");
        caller.says("vvvv").words("אני מחפש דירה", true, 1450).says("......");
        assertThat(caller.told())
                .last()
                .isInstanceOfSatisfying(
                        Transcript.Final.class, said -> assertThat(said.text()).isEqualTo("אני מחפש דירה"));
    }

    @Test
    void wordsThatSettleTooLateAreDropped() {
        var caller = live(null).says("vvvv").words("שלום לכם", false, 400).says("......");
        int told = caller.told().size();
        caller.says("...").words("שלום לכם.", true, 450).says("...");
        assertThat(caller.told()).hasSize(told);
    }

    @Test
    void anUtteranceWithoutWordsIsUnclear() {
        var caller = live(null).says("vvvv......").says(".".repeat(12));
        assertThat(caller.told()).containsExactly(new Transcript.Unclear("CA1", 1, 0, 400));
    }

    @Test
    void anUtteranceWithoutWordsGetsASecondChance() {
        var caller = live("whole").says("vvvv......").says(".".repeat(12));
        assertThat(caller.decodes()).hasSize(1);
        assertThat(caller.decodes().getFirst().mulaw()).hasSize((400 + 200) * 8);
        caller.heard(1, 1, YES);
        assertThat(caller.told())
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Transcript.Final.class,
                        said -> assertThat(said.engine()).isEqualTo("whole"));
    }

    @Test
    void anEngineInTroubleIsNotWaitedFor() {
        var caller = live("whole").says("vv");
        caller.steps.addAll(caller.listening.trouble(new RecognitionTrouble("UNAVAILABLE", true), caller.clock));
        caller.says("vv......");
        assertThat(caller.decodes()).hasSize(1);
        assertThat(caller.told()).isEmpty();
    }

    @Test
    void anEngineThatBreaksInMidUtteranceTakesNoWordsWithIt() {
        var caller = live("whole").says("vvv").words("שלום", true, 250).trouble("UNAVAILABLE");
        caller.says("vvvv......");
        assertThat(caller.told()).as("half of it is not enough").noneMatch(Transcript.Final.class::isInstance);
        assertThat(caller.decodes()).hasSize(1);
        assertThat(caller.decodes().getFirst().mulaw())
                .as("the whole utterance, from its start")
                .hasSize((700 + 200) * 8);

        caller.heard(1, 1, new Heard("שלום, אני מחפש דירה", 0.8, true));

        assertThat(caller.told())
                .filteredOn(Transcript.Final.class::isInstance)
                .containsExactly(new Transcript.Final("CA1", 1, "שלום, אני מחפש דירה", 0.8, 0, 700, 0, "whole"));
        assertThat(caller.switches()).containsExactly(new ListeningStep.Switch("live", "whole", "UNAVAILABLE"));
    }

    @Test
    void whileAnEngineIsInTroubleTheNextOneBeginsWithTheFirstSilence() {
        var caller = live("whole").says("..").trouble("UNAVAILABLE").says("vvvv...");
        assertThat(caller.decodes()).as("a guess, before the utterance is over").hasSize(1);
        caller.heard(1, 1, YES).says("...");
        assertThat(caller.told()).containsExactly(new Transcript.Final("CA1", 1, "כן", 0.8, 200, 600, 0, "whole"));
    }

    @Test
    void anEngineThatHearsAgainIsTakenAtItsWord() {
        var caller = live("whole").says("..").trouble("UNAVAILABLE").says("vv").words("שלום", false, 350);
        caller.says("vv").words("שלום לכם", true, 600).says("......");
        assertThat(caller.told())
                .last()
                .isEqualTo(new Transcript.Final("CA1", 1, "שלום לכם", 0.9, 200, 600, 0, "live"));
        assertThat(caller.decodes()).isEmpty();
        assertThat(caller.switches())
                .containsExactly(
                        new ListeningStep.Switch("live", "whole", "UNAVAILABLE"),
                        new ListeningStep.Switch("whole", "live", "it hears again"));
    }

    @Test
    void theEngineThatAnsweredGivesItsName() {
        var caller = live("whole").says("..").trouble("UNAVAILABLE").says("vvvv......");
        caller.heard(1, 1, new RecognizerLadder.Answer("third", new Heard("כן", 0.8, true), "whole: HTTP status 503"));
        assertThat(((Transcript.Final) caller.told().getLast()).engine()).isEqualTo("third");
        assertThat(caller.switches())
                .last()
                .isEqualTo(new ListeningStep.Switch("whole", "third", "whole: HTTP status 503"));
    }

    @Test
    void wordsThatComeWhileTheSecondChanceIsTakenAreTakenInstead() {
        var caller = live("whole").says("vvvv......").says("....");
        assertThat(caller.decodes()).hasSize(1);
        caller.words("שלום לכם", true, 410);
        assertThat(caller.told()).last().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.engine()).isEqualTo("live");
            assertThat(said.tookMs()).isEqualTo(400);
        });
        assertThat(caller.steps).contains(new ListeningStep.Forget(1, 1));
        caller.heard(1, 1, YES);
        assertThat(caller.told()).filteredOn(Transcript.Final.class::isInstance).hasSize(1);
    }

    @Test
    void whenNoEngineIsLeftItIsToldThatNothingWillBeHeard() {
        var caller = whole().says("vvvv......");
        caller.steps.addAll(caller.listening.failed(1, 1, new RecognitionTrouble("no engine", false), caller.clock));
        assertThat(caller.told()).containsExactly(new Transcript.RecognitionFailed("CA1", "no engine", false));
    }

    @Test
    void troubleWithoutASecondChanceIsToldOnce() {
        var caller = live(null).says("vv");
        var trouble = new RecognitionTrouble("UNAVAILABLE", true);
        caller.steps.addAll(caller.listening.trouble(trouble, caller.clock));
        caller.steps.addAll(caller.listening.trouble(trouble, caller.clock));
        assertThat(caller.told()).containsExactly(new Transcript.RecognitionFailed("CA1", "UNAVAILABLE", true));
    }

    @Test
    void wordsWhereVoiceActivityHeardNobodyAreAnUtteranceToo() {
        var caller = live(null).says(".".repeat(50)).words("אתם שם?", true, 4800);
        assertThat(caller.told()).hasSize(1).first().isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(1);
            assertThat(said.text()).isEqualTo("אתם שם?");
        });
    }

    @Test
    void whoTakesOverTellsWhatWasNotToldAndCountsOn() {
        var caller = whole().says("vvvv......vvvv......vvv");
        caller.steps.clear();

        caller.steps.addAll(caller.listening.takeOver(7, 400, caller.clock));

        assertThat(caller.decodes()).extracting(ListeningStep.Decode::utterance).containsExactly(8);
        caller.heard(8, caller.decodes().getFirst().attempt(), YES).says("...");
        assertThat(caller.decodes()).extracting(ListeningStep.Decode::utterance).containsExactly(8, 9);
        caller.says("...").heard(9, 1, new Heard("לא", 0.8, true));
        assertThat(caller.told())
                .extracting(told -> ((Transcript.Final) told).utterance())
                .containsExactly(8, 9);
    }
}
