package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Event;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.MediaStep.Close;
import io.agentlocator.media.MediaStep.Count;
import io.agentlocator.media.MediaStep.Counted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaStreamTest {

    private MediaStream machine = MediaStream.opened(MediaFixtures.MEDIA, 1_000);
    private long now = 1_000;

    private List<MediaStep> on(MediaInput input) {
        var stepped = machine.step(input, now);
        machine = stepped.next();
        return stepped.steps();
    }

    private List<MediaStep> tick(SpeechProbability... judged) {
        now += 40;
        return on(new MediaInput.Tick(List.of(judged), 0));
    }

    private List<MediaStep> stalled(long millis) {
        now += 40;
        return on(new MediaInput.Tick(List.of(), millis));
    }

    private void started() {
        on(new MediaInput.Started(MediaFixtures.CALL, MediaFixtures.STREAM));
    }

    private static List<Event> reports(List<MediaStep> steps) {
        return steps.stream()
                .filter(MediaStep.Report.class::isInstance)
                .map(step -> ((MediaStep.Report) step).event())
                .toList();
    }

    private static SpeechProbability voice(long startMs) {
        return new SpeechProbability(startMs, startMs + 32, 0.9f);
    }

    private List<Event> speaks(long fromMs) {
        return reports(tick(voice(fromMs), voice(fromMs + 32), voice(fromMs + 64), voice(fromMs + 96)));
    }

    @Test
    void aSocketThatStartsNothingIsClosed() {
        now = 5_960;
        assertThat(on(new MediaInput.Tick(List.of(), 0))).isEmpty();
        now = 6_000;
        assertThat(on(new MediaInput.Tick(List.of(), 0))).containsExactly(new Close("NO_START", 0, 0));
        assertThat(on(new MediaInput.SocketClosed())).isEmpty();
    }

    @Test
    void aStreamThatIsHandedBackIsReportedBeforeItsSocketCloses() {
        started();
        on(new MediaInput.Frame(1, 0, MediaFixtures.sound(20)));
        assertThat(on(new MediaInput.CloseNow(StopReason.DRAINED)))
                .endsWith(new MediaStep.Report(new MediaEvent.StreamStopped(
                        MediaFixtures.CALL, MediaFixtures.STREAM, StopReason.DRAINED, 1, 0)));
        on(new MediaInput.Frame(2, 20, MediaFixtures.sound(20)));
        assertThat(stalled(100)).as("the report waits").isEmpty();
        assertThat(stalled(10)).as("the report is written").isEmpty();
        now += 320;
        assertThat(stalled(400)).as("the gateway reads it").isEmpty();
        assertThat(stalled(440)).containsExactly(new Close("DRAINED", 1, 0));
        assertThat(on(new MediaInput.SocketClosed())).isEmpty();
    }

    @Test
    void aStreamThatIsHandedBackClosesAlsoWhenNothingIsWritten() {
        started();
        on(new MediaInput.CloseNow(StopReason.DRAINED));
        now += 2_320;
        assertThat(stalled(2_400)).isEmpty();
        assertThat(stalled(2_440)).containsExactly(new Close("DRAINED", 0, 0));
    }

    @Test
    void aStreamThatIsHandedBackIsOverWhenItsSocketClosesFirst() {
        started();
        on(new MediaInput.CloseNow(StopReason.DRAINED));
        assertThat(on(new MediaInput.SocketClosed())).containsExactly(new Close("DRAINED", 0, 0));
    }

    @Test
    void aStreamThatProvesNothingIsClosedAndNothingIsSaidOfAnyCall() {
        assertThat(on(new MediaInput.Refused())).containsExactly(new Close("REFUSED", 0, 0));
        assertThat(on(new MediaInput.Started(MediaFixtures.CALL, MediaFixtures.STREAM)))
                .isEmpty();
    }

    @Test
    void whatComesBeforeTheProofIsNotHeard() {
        on(new MediaInput.Frame(1, 0, MediaFixtures.sound(20)));
        on(new MediaInput.Agent(new AgentAudio.Chunk(MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(20))));
        assertThat(on(new MediaInput.Started(MediaFixtures.CALL, MediaFixtures.STREAM)))
                .containsExactly(
                        new MediaStep.Report(new MediaEvent.StreamStarted(MediaFixtures.CALL, MediaFixtures.STREAM)));
        assertThat(tick()).isEmpty();
    }

    @Test
    void framesOfATickBecomeOneChunk() {
        started();
        on(new MediaInput.Frame(1, 5, MediaFixtures.sound(20)));
        on(new MediaInput.Frame(2, 25, MediaFixtures.sound(20)));
        var events = reports(tick());
        assertThat(events).hasSize(2);
        var chunk = (CallerAudio.Chunk) events.get(0);
        assertThat(chunk.sequence()).isZero();
        assertThat(chunk.offsetMs()).isEqualTo(5);
        assertThat(chunk.mulaw()).hasSize(320);
        assertThat(events.get(1)).isEqualTo(new MediaEvent.MediaSeen(MediaFixtures.CALL, MediaFixtures.STREAM, 2));

        on(new MediaInput.Frame(3, 45, MediaFixtures.sound(40)));
        var next = (CallerAudio.Chunk) reports(tick()).getFirst();
        assertThat(next.sequence()).isEqualTo(1);
        assertThat(next.offsetMs()).isEqualTo(45);
    }

    @Test
    void missingFramesAreCountedAndMoveTheOffset() {
        started();
        on(new MediaInput.Frame(1, 0, MediaFixtures.sound(20)));
        tick();
        assertThat(on(new MediaInput.Frame(11, 200, MediaFixtures.sound(20))))
                .contains(new Count(Counted.FRAMES_MISSING, 9));
        assertThat(((CallerAudio.Chunk) reports(tick()).getFirst()).offsetMs()).isEqualTo(200);
    }

    @Test
    void mediaIsSeenAtMostOnceASecond() {
        started();
        int seen = 0;
        for (int i = 0; i < 75; i++) {
            on(new MediaInput.Frame(i + 1, i * 40, MediaFixtures.sound(40)));
            seen += (int) reports(tick()).stream()
                    .filter(MediaEvent.MediaSeen.class::isInstance)
                    .count();
        }
        assertThat(seen).isEqualTo(3);
    }

    @Test
    void aVoiceOverSilenceIsNoInterruption() {
        started();
        assertThat(speaks(0))
                .containsExactly(new MediaEvent.SpeechStarted(MediaFixtures.CALL, MediaFixtures.STREAM, 0, false));
    }

    @Test
    void aVoiceOverTheAgentHoldsIt() {
        started();
        on(new MediaInput.Agent(new AgentAudio.Chunk(MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(3_000))));
        for (int i = 0; i < 6; i++) {
            tick();
        }
        assertThat(speaks(300))
                .containsExactly(new MediaEvent.SpeechStarted(MediaFixtures.CALL, MediaFixtures.STREAM, 300, true));
        assertThat(tick()).noneMatch(MediaStep.Play.class::isInstance);
    }

    @Test
    void aVoiceTogetherWithTheAgentsFirstSoundIsReportedWhenItLasts() {
        started();
        on(new MediaInput.Agent(new AgentAudio.Chunk(MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(3_000))));
        assertThat(speaks(10)).isEmpty();
        List<Event> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.addAll(reports(tick(voice(138 + 32 * i))));
        }
        assertThat(later)
                .containsExactly(new MediaEvent.SpeechStarted(MediaFixtures.CALL, MediaFixtures.STREAM, 10, true));
    }

    @Test
    void aVoiceThatWasTheAgentsEchoInterruptsNothing() {
        started();
        on(new MediaInput.Agent(new AgentAudio.Chunk(MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(3_000))));
        assertThat(speaks(10)).isEmpty();
        var ended = reports(tick(new SpeechProbability(138, 400, 0.1f)));
        assertThat(ended)
                .containsExactly(
                        new MediaEvent.SpeechStarted(MediaFixtures.CALL, MediaFixtures.STREAM, 10, false),
                        new MediaEvent.SpeechEnded(MediaFixtures.CALL, MediaFixtures.STREAM, 138));
        assertThat(tick()).anyMatch(MediaStep.Play.class::isInstance);
    }

    private static List<Long> gaps(List<MediaStep> steps) {
        return steps.stream()
                .filter(MediaStep.Answered.class::isInstance)
                .map(step -> ((MediaStep.Answered) step).afterMs())
                .toList();
    }

    private List<MediaStep> agent(int turn, int millis) {
        return on(new MediaInput.Agent(
                new AgentAudio.Chunk(MediaFixtures.CALL, turn, 0, 0, MediaFixtures.sound(millis))));
    }

    @Test
    void theGapOfATurnGoesFromTheEndOfTheVoiceToTheFirstSound() {
        started();
        speaks(0);
        // The voice ended at 128 ms of the stream, 200 ms before that is certain.
        tick(new SpeechProbability(128, 328, 0.1f));
        now += 660;
        assertThat(gaps(agent(1, 500))).containsExactly(860L);
        assertThat(gaps(agent(2, 500))).as("answers nothing new").isEmpty();
    }

    @Test
    void whatWasSaidIntoATurnThatWasHeardToItsEndIsNoQuestion() {
        started();
        agent(1, 1_000);
        for (int i = 0; i < 6; i++) {
            tick();
        }
        speaks(300);
        tick(new SpeechProbability(428, 628, 0.1f));
        on(new MediaInput.Agent(new AgentAudio.TurnResumed(MediaFixtures.CALL, 1)));
        on(new MediaInput.Agent(new AgentAudio.TurnEnded(MediaFixtures.CALL, 1)));
        for (int i = 0; i < 30; i++) {
            tick();
        }
        assertThat(reports(on(new MediaInput.PlayedUpTo("turn-1"))))
                .hasAtLeastOneElementOfType(MediaEvent.PlaybackFinished.class);
        assertThat(gaps(agent(2, 500))).isEmpty();
    }

    @Test
    void aTurnThatIsCutWhileItSoundsIsABargeIn() {
        started();
        agent(1, 3_000);
        tick();
        var cut = new MediaInput.Agent(new AgentAudio.TurnCut(MediaFixtures.CALL, 1));
        assertThat(on(cut)).contains(new Count(Counted.BARGE_INS, 1));
        assertThat(on(new MediaInput.Agent(new AgentAudio.TurnCut(MediaFixtures.CALL, 2))))
                .as("nothing was heard of it")
                .doesNotContain(new Count(Counted.BARGE_INS, 1));
    }

    @Test
    void aClipIsNotForTheSocket() {
        started();
        assertThat(on(new MediaInput.Agent(new AgentAudio.ReplyClip(MediaFixtures.CALL, 1, 900, new byte[5_000]))))
                .isEmpty();
    }

    @Test
    void chunksSayWhetherTheCallerSpeaks() {
        started();
        on(new MediaInput.Frame(1, 0, MediaFixtures.sound(160)));
        assertThat(((CallerAudio.Chunk) speaks(0).get(1)).speaking()).isTrue();
    }

    @Test
    void theEndSaysAllThatIsKnown() {
        started();
        on(new MediaInput.Agent(new AgentAudio.Chunk(MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(1_000))));
        on(new MediaInput.Frame(1, 0, MediaFixtures.sound(20)));
        now += 120;
        var steps = on(new MediaInput.Stopped());
        assertThat(reports(steps).subList(1, 4))
                .containsExactly(
                        new CallerAudio.End(MediaFixtures.CALL, MediaFixtures.STREAM),
                        new MediaEvent.PlaybackCut(MediaFixtures.CALL, 1, 120, 0),
                        new MediaEvent.StreamStopped(
                                MediaFixtures.CALL, MediaFixtures.STREAM, StopReason.STOPPED_BY_TWILIO, 1, 12));
        assertThat(steps.getLast()).isEqualTo(new Close("STOPPED_BY_TWILIO", 1, 12));
        assertThat(on(new MediaInput.SocketClosed())).isEmpty();
    }

    @Test
    void aSocketThatClosesWithoutAWordIsLost() {
        started();
        assertThat(reports(on(new MediaInput.SocketClosed())))
                .contains(new MediaEvent.StreamStopped(
                        MediaFixtures.CALL, MediaFixtures.STREAM, StopReason.SOCKET_LOST, 0, 0));
    }

    @Test
    void aSocketThatIsOpenButDeadIsGivenUp() {
        started();
        now += 14_900;
        assertThat(tick()).noneMatch(Close.class::isInstance);
        now += 100;
        assertThat(tick()).contains(new Close("SOCKET_LOST", 0, 0));
    }

    @Test
    void aSignOfLifeIsSentNowAndThen() {
        started();
        int pings = 0;
        for (int i = 0; i < 1_000; i++) {
            on(new MediaInput.Frame(i + 1, i * 40, MediaFixtures.sound(40)));
            pings += (int)
                    tick().stream().filter(MediaStep.Ping.class::isInstance).count();
        }
        assertThat(pings).isEqualTo(2);
    }

    @Test
    void whenReportsStallTheCallerIsAskedToWaitOnceAndThenToldAndLetGo() {
        started();
        assertThat(stalled(1_900)).isEmpty();
        assertThat(stalled(2_000)).anyMatch(MediaStep.Play.class::isInstance);
        assertThat(stalled(2_040)).doesNotContain(new Count(Counted.ANNOUNCEMENTS, 1));
        for (int i = 0; i < 100; i++) {
            stalled(2_080 + 40 * i);
        }
        on(new MediaInput.PlayedUpTo("announcement"));
        assertThat(stalled(10_000)).contains(new Count(Counted.ANNOUNCEMENTS, 1));
        List<MediaStep> last = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            last.addAll(stalled(10_040));
        }
        assertThat(last).filteredOn(new Count(Counted.ANNOUNCEMENTS, 1)::equals).isEmpty();
        assertThat(on(new MediaInput.PlayedUpTo("announcement"))).contains(new Close("FEED_LOST", 0, 225));
    }

    @Test
    void whenReportsGetThroughAgainTheNextStallIsANewOne() {
        started();
        stalled(2_000);
        now += 3_000;
        on(new MediaInput.PlayedUpTo("announcement"));
        stalled(0);
        assertThat(stalled(2_000)).contains(new Count(Counted.ANNOUNCEMENTS, 1));
    }

    @Test
    void garbledMessagesAreCountedAndTheCallLives() {
        started();
        assertThat(on(new MediaInput.Garbled())).containsExactly(new Count(Counted.GARBLED, 1));
        assertThat(machine.isOver()).isFalse();
    }

    @Test
    void aDigitIsReported() {
        started();
        assertThat(reports(on(new MediaInput.Digit("#"))))
                .containsExactly(new MediaEvent.DigitPressed(MediaFixtures.CALL, "#"));
    }
}
