package io.agentlocator.dialog.turns;

import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.Conversation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A process dies at each moment of a call, and another takes over with nothing but the log. Each utterance is still answered
 * once, no sentence is said twice, and the call has one outcome.
 */
class TakeoverTest {

    /** A whole call with an interruption, noise, silence, a correction and a goodbye. */
    private static List<FakeCall.Logged> eventfulCall() {
        var call = new FakeCall().begun();
        call.says("שלום, אני רוצה לקנות דירה");
        call.says("ברמת גן");
        call.recognisesNothing();
        call.says("שלושה חדרים");
        call.happens(new CallAlert.CallerSilent(SID, 8_000, 1));
        call.playbackOff().recognises("עד שני מיליון");
        int turn = call.replies().getLast().turn();
        call.happens(new MediaEvent.PlaybackStarted(SID, turn)).pass(300);
        call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true)).pass(600);
        call.happens(new MediaEvent.PlaybackCut(SID, turn, 300, 1));
        call.playbackOn().recognises("סליחה, עד שני מיליון וחצי");
        call.recognises("זה המקסימום");
        call.says("תוך חודשיים");
        call.says("דנה כהן");
        call.says("כן");
        call.says("לא, ארבעה חדרים");
        call.says("כן, הכול נכון");
        call.hangsUp();
        return List.copyOf(call.log);
    }

    private static final List<FakeCall.Logged> LOG = eventfulCall();

    @Test
    void theCallIsWorthCutting() {
        assertThat(LOG).hasSizeGreaterThan(80);
        assertThat(LOG).anyMatch(one -> one.event() instanceof Reply.Cancelled);
        assertThat(LOG.getLast().event()).isInstanceOf(CallOutcome.Concluded.class);
        consistent(LOG.stream().map(FakeCall.Logged::event).toList());
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        Conversation once = fold(LOG);
        var twice = new ArrayList<FakeCall.Logged>();
        LOG.forEach(one -> {
            twice.add(one);
            // SpeechStarted has no number: folded twice, it starts the voice again.
            if (!(one.event() instanceof MediaEvent)) {
                twice.add(one);
            }
        });
        assertThat(fold(twice)).isEqualTo(once);
    }

    @TestFactory
    Stream<DynamicTest> whereverTheProcessDies() {
        return IntStream.rangeClosed(1, LOG.size())
                .mapToObj(cut -> DynamicTest.dynamicTest(
                        "after " + cut + ": "
                                + LOG.get(cut - 1).event().getClass().getSimpleName(),
                        () -> takenOver(LOG.subList(0, cut), false)));
    }

    /** With a slow model, so that the new process has a request pending too. */
    @TestFactory
    Stream<DynamicTest> whereverTheProcessDiesWithASlowModel() {
        return IntStream.rangeClosed(1, LOG.size())
                .mapToObj(cut -> DynamicTest.dynamicTest(
                        "after " + cut + ": "
                                + LOG.get(cut - 1).event().getClass().getSimpleName(),
                        () -> takenOver(LOG.subList(0, cut), true)));
    }

    private static void takenOver(List<FakeCall.Logged> past, boolean slowModel) {
        var heir = new FakeCall();
        if (slowModel) {
            heir.modelWaits();
        }
        heir.takeOver(past);
        if (slowModel && !heir.asked.isEmpty()) {
            heir.pass(300).modelAnswers();
        }
        List<CallEvent> afterResume =
                heir.log.stream().map(FakeCall.Logged::event).toList();
        consistent(afterResume);
        boolean over = afterResume.stream().anyMatch(CallOutcome.class::isInstance);
        if (!over) {
            everythingIsAnswered(afterResume);
            theNewestTurnIsWhole(heir, afterResume);
            // The conversation goes on: the caller is answered, and the call gets its outcome.
            boolean leaving = lastTurnLeaves(afterResume);
            int sentences = heir.sentences().size();
            if (!leaving && afterResume.stream().anyMatch(MediaEvent.StreamStarted.class::isInstance)) {
                heir.happens(new MediaEvent.SpeechEnded(SID, STREAM, 0)).recognises("אפשר לדבר עם נציג");
                assertThat(heir.sentences().size()).isGreaterThan(sentences);
                assertThat(heir.hungUp()).isTrue();
            }
            heir.hangsUp();
        }
        List<CallEvent> all = heir.log.stream().map(FakeCall.Logged::event).toList();
        consistent(all);
        assertThat(all.stream().filter(CallOutcome.class::isInstance)).hasSize(1);
    }

    private static Conversation fold(List<FakeCall.Logged> log) {
        Conversation conversation = ConversationRules.begin(SID);
        for (FakeCall.Logged one : log) {
            conversation = ConversationRules.remember(conversation, one.event(), one.atMs());
        }
        return conversation;
    }

    private static boolean lastTurnLeaves(List<CallEvent> events) {
        int last = events.stream()
                .filter(Reply.Sentence.class::isInstance)
                .mapToInt(event -> ((Reply.Sentence) event).turn())
                .max()
                .orElse(0);
        return events.stream().anyMatch(event -> event instanceof Reply.HangUp hangUp && hangUp.turn() == last);
    }

    private static void everythingIsAnswered(List<CallEvent> events) {
        int said = events.stream()
                .mapToInt(event -> switch (event) {
                    case Transcript.Final words -> words.utterance();
                    case Transcript.Unclear noise -> noise.utterance();
                    default -> 0;
                })
                .max()
                .orElse(0);
        int answered = events.stream()
                .filter(Reply.Sentence.class::isInstance)
                .mapToInt(event -> ((Reply.Sentence) event).answers())
                .max()
                .orElse(0);
        boolean passedOver = events.stream().anyMatch(Reply.Resumed.class::isInstance);
        assertThat(passedOver ? said : answered)
                .as("the last utterance is answered")
                .isEqualTo(said);
    }

    /** It is completed, and ends with a question, or with a goodbye and the end of the call. */
    private static void theNewestTurnIsWhole(FakeCall heir, List<CallEvent> events) {
        List<Reply.Sentence> said = events.stream()
                .filter(Reply.Sentence.class::isInstance)
                .map(Reply.Sentence.class::cast)
                .toList();
        if (said.isEmpty()) {
            return;
        }
        int turn = said.getLast().turn();
        boolean cancelled =
                events.stream().anyMatch(event -> event instanceof Reply.Cancelled taken && taken.turn() == turn);
        if (cancelled) {
            return;
        }
        assertThat(events)
                .as("turn %d is completed", turn)
                .anyMatch(event -> event instanceof Reply.Completed done && done.turn() == turn);
        boolean goodbye = heir.phrases.isGoodbye(said.getLast().text());
        assertThat(goodbye || said.getLast().text().endsWith("?"))
                .as("turn %d leaves the caller with a question or a goodbye", turn)
                .isTrue();
        assertThat(lastTurnLeaves(events))
                .as("hangs up after a goodbye, and only then")
                .isEqualTo(goodbye);
    }

    /** What must hold for any log. */
    static void consistent(List<CallEvent> events) {
        Map<Integer, Integer> sentences = new HashMap<>();
        Set<Integer> completed = new HashSet<>();
        Set<Integer> cancelled = new HashSet<>();
        Set<Integer> left = new HashSet<>();
        int newest = 0;
        for (CallEvent event : events) {
            switch (event) {
                case Reply.Sentence sentence -> {
                    int turn = sentence.turn();
                    assertThat(turn).as("turns go forward").isGreaterThanOrEqualTo(newest);
                    if (turn > newest && newest > 0) {
                        assertThat(completed.contains(newest) || cancelled.contains(newest))
                                .as("turn %d was ended before turn %d", newest, turn)
                                .isTrue();
                    }
                    newest = turn;
                    assertThat(completed)
                            .as("no sentence after the end of its turn")
                            .doesNotContain(turn);
                    assertThat(cancelled).as("no sentence of a cancelled turn").doesNotContain(turn);
                    assertThat(sentence.sequence())
                            .as("no gap, none twice")
                            .isEqualTo(sentences.merge(turn, 1, Integer::sum) - 1);
                }
                case Reply.Completed done -> {
                    assertThat(completed.add(done.turn())).as("completed once").isTrue();
                    assertThat(done.sentences()).isEqualTo(sentences.getOrDefault(done.turn(), 0));
                }
                case Reply.Cancelled taken ->
                    assertThat(cancelled.add(taken.turn())).as("cancelled once").isTrue();
                case Reply.HangUp end -> {
                    assertThat(completed).as("the goodbye is complete").contains(end.turn());
                    assertThat(left.add(end.turn())).as("hangs up once").isTrue();
                }
                default -> {}
            }
        }
    }
}
