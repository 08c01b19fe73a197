package io.agentlocator.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.speech.roles.ClipEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakingTest {

    private static final String CALL = "CA1";

    private Speaking speaking = new Speaking(CALL, Speaking.Form.STREAM);
    private final List<SpeakingStep> steps = new ArrayList<>();

    private static SpeakingTest inClipForm() {
        var test = new SpeakingTest();
        test.speaking = new Speaking(CALL, Speaking.Form.CLIP);
        return test;
    }

    @Test
    void sentencesAreSpokenOneAfterAnother() {
        reply(sentence(1, 0), sentence(1, 1), new Reply.Completed(CALL, 1, 2));
        assertThat(steps).containsExactly(new SpeakingStep.Speak(1, 0, "משפט 0"));
        sound(1, 0, Speaking.CHUNK + 10);
        assertThat(published()).as("a chunk is published when it is full").containsExactly("1/0/0:1280");
        spoken(1, 0);
        assertThat(steps).contains(new SpeakingStep.Speak(1, 1, "משפט 1"));
        sound(1, 1, 100);
        spoken(1, 1);
        assertThat(published()).containsExactly("1/0/0:1280", "1/0/1:10", "1/1/2:100", "ended 1");
        assertThat(speaking.idle()).isTrue();
    }

    @Test
    void chunksDoNotDependOnTheEnginesPieces() {
        reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        for (int piece : new int[] {1, 1279, 700, 700, 5, 3000}) {
            sound(1, 0, piece);
        }
        spoken(1, 0);
        var pieces = published();

        var again = new SpeakingTest();
        again.reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        again.sound(1, 0, 1 + 1279 + 700 + 700 + 5 + 3000);
        again.spoken(1, 0);

        assertThat(again.published()).isEqualTo(pieces).hasSize(6);
    }

    @Test
    void aTurnEndsWhenItIsCompletedLater() {
        reply(sentence(1, 0));
        spoken(1, 0);
        assertThat(published()).isEmpty();
        reply(new Reply.Completed(CALL, 1, 1));
        assertThat(published()).containsExactly("ended 1");
    }

    @Test
    void theHangUpIsPublishedBehindTheTurn() {
        reply(sentence(1, 0), new Reply.HangUp(CALL, 1), new Reply.Completed(CALL, 1, 1));
        assertThat(published()).isEmpty();
        spoken(1, 0);
        assertThat(published()).containsExactly("ended 1", "hang up 1");
    }

    @Test
    void aLateHangUpIsPublishedAtOnce() {
        reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        spoken(1, 0);
        reply(new Reply.HangUp(CALL, 1), new Reply.HangUp(CALL, 2), new Reply.Transfer(CALL, 3, "+972501234567"));
        assertThat(published()).containsExactly("ended 1", "hang up 1", "ended 2", "hang up 2", "ended 3", "hang up 3");
    }

    @Test
    void aCutStopsTheSentenceAndTheTurn() {
        reply(sentence(1, 0), sentence(1, 1), new Reply.Completed(CALL, 1, 2));
        sound(1, 0, Speaking.CHUNK);
        reply(new Reply.Cancelled(CALL, 1, CancelReason.BARGE_IN));
        assertThat(steps).contains(new SpeakingStep.Stop(1));
        sound(1, 0, Speaking.CHUNK);
        spoken(1, 0);
        reply(sentence(1, 2), new Reply.Cancelled(CALL, 1, CancelReason.BARGE_IN), new Reply.Resumed(CALL, 1));
        assertThat(published()).containsExactly("1/0/0:1280", "cut 1");
        assertThat(speaking.idle()).isTrue();
    }

    @Test
    void aPublishedTurnIsCutToo() {
        reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        spoken(1, 0);
        reply(new Reply.Cancelled(CALL, 1, CancelReason.BARGE_IN));
        assertThat(published()).containsExactly("ended 1", "cut 1");
    }

    @Test
    void aResumedTurnGoesOn() {
        reply(sentence(1, 0), new Reply.Resumed(CALL, 1));
        assertThat(published()).containsExactly("resumed 1");
        sound(1, 0, Speaking.CHUNK);
        assertThat(published()).containsExactly("resumed 1", "1/0/0:1280");
    }

    @Test
    void aNewTurnStopsTheOneBefore() {
        reply(sentence(1, 0), sentence(1, 1), sentence(2, 0));
        assertThat(steps)
                .containsExactly(
                        new SpeakingStep.Speak(1, 0, "משפט 0"),
                        new SpeakingStep.Stop(1),
                        new SpeakingStep.Speak(2, 0, "משפט 0"));
        sound(1, 0, Speaking.CHUNK);
        spoken(1, 0);
        assertThat(published()).isEmpty();
        sound(2, 0, Speaking.CHUNK);
        assertThat(published()).containsExactly("2/0/0:1280");
    }

    @Test
    void aSentenceThatComesTwiceIsSpokenOnce() {
        reply(sentence(1, 0), sentence(1, 0));
        spoken(1, 0);
        reply(sentence(1, 0));
        assertThat(steps).containsExactly(new SpeakingStep.Speak(1, 0, "משפט 0"));
    }

    @Test
    void aTakeoverContinuesTheBrokenSentence() {
        remember(sentence(3, 0), sentence(3, 1), sentence(3, 2));
        for (int sequence = 0; sequence < 4; sequence++) {
            speaking.remember(new AgentAudio.Chunk(CALL, 3, sequence < 2 ? 0 : 1, sequence, new byte[Speaking.CHUNK]));
        }
        remember(new Reply.Completed(CALL, 3, 3));
        steps.addAll(speaking.takeOver());

        assertThat(steps).containsExactly(new SpeakingStep.Speak(3, 1, "משפט 1"));
        sound(3, 1, 3 * Speaking.CHUNK);
        spoken(3, 1);
        sound(3, 2, 5);
        spoken(3, 2);
        assertThat(published())
                .as("chunks 2 and 3 were published already")
                .containsExactly("3/1/4:1280", "3/2/5:5", "ended 3");
    }

    @Test
    void aTakeoverRepeatsNothing() {
        remember(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        speaking.remember(new AgentAudio.Chunk(CALL, 1, 0, 0, new byte[10]));
        speaking.remember(new AgentAudio.TurnEnded(CALL, 1));
        assertThat(speaking.takeOver()).isEmpty();

        remember(new Reply.HangUp(CALL, 1));
        steps.addAll(speaking.takeOver());
        assertThat(published()).as("the hang-up was not published before").containsExactly("hang up 1");
        assertThat(speaking.takeOver()).isEmpty();
    }

    @Test
    void aTakeoverDoesNotContinueACutTurn() {
        remember(sentence(1, 0), sentence(1, 1));
        speaking.remember(new AgentAudio.TurnCut(CALL, 1));
        assertThat(speaking.takeOver()).isEmpty();
    }

    @Test
    void aTurnIsOneClipAndThenTheStreamEnds() {
        var clips = inClipForm();
        clips.reply(sentence(1, 0), sentence(1, 1));
        clips.sound(1, 0, 100);
        clips.spoken(1, 0);
        clips.sound(1, 1, 50);
        clips.spoken(1, 1);
        assertThat(clips.steps).noneMatch(SpeakingStep.EncodeClip.class::isInstance);

        clips.reply(new Reply.Completed(CALL, 1, 2), new Reply.HangUp(CALL, 1));

        assertThat(clips.steps)
                .filteredOn(SpeakingStep.EncodeClip.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        SpeakingStep.EncodeClip.class,
                        make -> assertThat(make.mulaw()).hasSize(150));
        assertThat(clips.published()).as("the clip is being encoded").isEmpty();
        clips.steps.addAll(clips.speaking.clip(1, new ClipEncoder.EncodedClip(new byte[9], 19)));
        assertThat(clips.published()).containsExactly("clip 1", "hang up 1");
        assertThat(clips.speaking.idle()).isTrue();
    }

    @Test
    void takeMessageEndsTheStreamBehindTheClip() {
        var clips = inClipForm();
        clips.reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1), new Reply.TakeMessage(CALL, 1));
        clips.sound(1, 0, 100);
        clips.spoken(1, 0);
        clips.steps.addAll(clips.speaking.clip(1, new ClipEncoder.EncodedClip(new byte[9], 19)));
        assertThat(clips.published()).containsExactly("clip 1", "hang up 1");
    }

    @Test
    void aClipOfACutTurnIsNotPublished() {
        var clips = inClipForm();
        clips.reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        clips.sound(1, 0, 100);
        clips.spoken(1, 0);
        clips.reply(new Reply.Cancelled(CALL, 1, CancelReason.OVERTAKEN));
        clips.steps.addAll(clips.speaking.clip(1, new ClipEncoder.EncodedClip(new byte[9], 19)));
        assertThat(clips.published()).containsExactly("cut 1");
    }

    @Test
    void aClipThatFailsDoesNotBlockTheHangUp() {
        var clips = inClipForm();
        clips.reply(sentence(1, 0), new Reply.Completed(CALL, 1, 1), new Reply.HangUp(CALL, 1));
        clips.sound(1, 0, 100);
        clips.spoken(1, 0);
        clips.steps.addAll(clips.speaking.clip(1, null));
        assertThat(clips.published()).containsExactly("hang up 1");
    }

    @Test
    void aTakeoverEncodesOnlyTheMissingClip() {
        var clips = inClipForm();
        clips.remember(sentence(1, 0), new Reply.Completed(CALL, 1, 1));
        clips.steps.addAll(clips.speaking.takeOver());
        assertThat(clips.steps).containsExactly(new SpeakingStep.Speak(1, 0, "משפט 0"));

        clips = inClipForm();
        clips.remember(sentence(1, 0), new Reply.Completed(CALL, 1, 1), new Reply.HangUp(CALL, 1));
        clips.speaking.remember(new AgentAudio.ReplyClip(CALL, 1, 100, new byte[9]));
        clips.steps.addAll(clips.speaking.takeOver());
        assertThat(clips.published()).containsExactly("hang up 1");
    }

    private static Reply sentence(int turn, int sequence) {
        return new Reply.Sentence(CALL, turn, sequence, 0, "משפט " + sequence);
    }

    private void reply(Reply... replies) {
        for (Reply reply : replies) {
            steps.addAll(speaking.reply(reply));
        }
    }

    private void remember(Reply... replies) {
        for (Reply reply : replies) {
            speaking.remember(reply);
        }
    }

    private void sound(int turn, int sentence, int bytes) {
        byte[] sound = new byte[bytes];
        Arrays.fill(sound, (byte) 7);
        steps.addAll(speaking.sound(turn, sentence, sound));
    }

    private void spoken(int turn, int sentence) {
        steps.addAll(speaking.spoken(turn, sentence));
    }

    private List<String> published() {
        return steps.stream()
                .filter(SpeakingStep.Publish.class::isInstance)
                .map(step -> switch (((SpeakingStep.Publish) step).audio()) {
                    case AgentAudio.Chunk chunk ->
                        chunk.turn() + "/" + chunk.sentence() + "/" + chunk.sequence() + ":" + chunk.mulaw().length;
                    case AgentAudio.TurnEnded ended -> "ended " + ended.turn();
                    case AgentAudio.TurnCut cut -> "cut " + cut.turn();
                    case AgentAudio.TurnResumed resumed -> "resumed " + resumed.turn();
                    case AgentAudio.HangUp hangUp -> "hang up " + hangUp.turn();
                    case AgentAudio.ReplyClip clip -> "clip " + clip.turn();
                })
                .toList();
    }
}
