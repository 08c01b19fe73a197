package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.MuLaw;
import io.agentlocator.media.MediaStep.Count;
import io.agentlocator.media.MediaStep.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One step of a {@link Playout}: moves from state to state and collects what is to be done. */
final class PlayoutStep {

    private static final int BYTES_PER_MS = MuLaw.RATE / 1000;
    private static final int FRAME_BYTES = PlaybackClock.FRAME_BYTES;

    private final Playout.Settings settings;
    private final String callSid;
    private final long now;
    private final List<MediaStep> steps = new ArrayList<>();

    private Playout playout;
    private @Nullable StopReason ends;

    PlayoutStep(Playout from, String callSid, long nowMs) {
        settings = from.settings();
        playout = from;
        this.callSid = callSid;
        now = nowMs;
    }

    Playout.Stepped done() {
        return new Playout.Stepped(playout, List.copyOf(steps), ends);
    }

    void chunk(AgentAudio.Chunk chunk) {
        if (playout.progress().over(chunk.turn())) {
            count(Counted.CHUNKS_STALE);
            return;
        }
        int at = turn(chunk.turn());
        PlayoutTurn turn = playout.turns().get(at);
        if (chunk.sequence() <= turn.lastSequence() || turn.ended()) {
            count(Counted.CHUNKS_REPEATED);
        } else if (turn.unsent().length() + chunk.mulaw().length > settings.turnAtMostMs() * BYTES_PER_MS) {
            count(Counted.CHUNKS_TOO_MANY);
        } else {
            playout = playout.replacing(at, turn.plus(chunk));
            send();
        }
    }

    void ended(int number) {
        if (!playout.progress().over(number)) {
            int at = turn(number);
            playout = playout.replacing(at, playout.turns().get(at).withoutMore());
            send();
        }
    }

    void cut(int number) {
        if (playout.progress().over(number)) {
            return;
        }
        int known = playout.indexOf(number);
        if (known >= 0 && playout.turns().get(known).sent() > 0) {
            count(Counted.BARGE_INS);
        }
        playout = playout.with(playout.progress().begun(number));
        dropUpTo(number, false);
        if (known < 0) {
            report(new MediaEvent.PlaybackCut(callSid, number, 0, 0));
        }
        OptionalInt hangUpAfter = playout.hangUpAfter();
        if (hangUpAfter.isPresent() && hangUpAfter.getAsInt() <= number) {
            playout = playout.hangingUpAfter(OptionalInt.empty());
        }
        send();
    }

    void resumed(int number) {
        if (number == playout.progress().newest()) {
            resume();
        }
    }

    void hangUp(int number) {
        Playout.Progress progress = playout.progress();
        if (number < progress.newest() || number <= progress.cutUpTo()) {
            return;
        }
        if (number <= progress.heardUpTo()) {
            ends = StopReason.AGENT_HUNG_UP;
            return;
        }
        playout = playout.hangingUpAfter(OptionalInt.of(number));
        ended(number);
    }

    void playedUpTo(String label) {
        for (int i = 0; i < playout.turns().size(); i++) {
            PlayoutTurn turn = playout.turns().get(i);
            if (turn.awaitsConfirmation() && turn.label().equals(label)) {
                // Confirmations come in order: an older one that is still missing was lost.
                heard(i + 1);
                return;
            }
        }
    }

    void speechBegan() {
        playout = playout.withCallerSpeaks(true);
        if (!playout.held() && playout.sounding(now)) {
            playout = playout.heldFrom(now);
            count(Counted.HOLDS);
        }
    }

    void speechEnded() {
        playout = playout.withCallerSpeaks(false);
        send();
    }

    void tick() {
        if (playout.held()) {
            long held = now - playout.heldSinceMs().orElse(now);
            if (playout.turns().isEmpty()) {
                playout = playout.released();
            } else if (held >= settings.heldAtMostMs() || (held >= settings.undecidedMs() && !playout.callerSpeaks())) {
                resume();
            }
        }
        endStalled();
        while (!playout.turns().isEmpty()
                && now >= playout.turns().getFirst().confirmByMs().orElse(Long.MAX_VALUE)) {
            count(Counted.ECHOES_MISSING);
            heard(1);
        }
        send();
    }

    void announce(byte[] mulaw, boolean instead) {
        if (instead) {
            dropUpTo(playout.progress().newest(), true);
            playout = playout.hangingUpAfter(OptionalInt.of(PlayoutTurn.ANNOUNCED));
        }
        playout = playout.plus(PlayoutTurn.announcement(mulaw, now));
        count(Counted.ANNOUNCEMENTS);
        send();
    }

    void abandoned() {
        playout.clock().cuts(playout.turns(), playout.progress().newest(), now).stream()
                .filter(cut -> cut.turn().sent() > 0)
                .forEach(this::report);
        playout = playout.with(List.of());
    }

    /** The index of a turn, which begins here if it is new. */
    private int turn(int number) {
        int known = playout.indexOf(number);
        if (known >= 0) {
            return known;
        }
        if (playout.held()) {
            // The dialog has moved on without deciding about the held sound, which is not heard any more.
            dropUpTo(playout.progress().newest(), false);
        }
        // One turn at a time: earlier turns get no more sound.
        playout = playout.with(
                        playout.turns().stream().map(PlayoutTurn::withoutMore).toList())
                .with(playout.progress().begun(number));
        playout = playout.plus(PlayoutTurn.begun(number, now));
        return playout.turns().size() - 1;
    }

    private void resume() {
        playout = playout.released().with(playout.clock().soundingFrom(now));
        send();
    }

    /** Sends as much as may be sent, and asks for a confirmation of each turn that is sent to its end. */
    private void send() {
        if (playout.held()) {
            return;
        }
        for (int i = 0; i < playout.turns().size(); i++) {
            if (playout.turns().get(i).awaitsConfirmation()) {
                continue;
            }
            if (!sendOf(i)) {
                return;
            }
            PlayoutTurn turn = playout.turns().get(i);
            long playedAt = Math.max(playout.clock().dryAtMs(), now);
            playout = playout.replacing(i, turn.confirmedBy(playedAt + settings.echoSlackMs()));
            steps.add(new MediaStep.NotifyWhenPlayed(turn.label()));
        }
    }

    /** Whether the turn has been sent to its end. */
    private boolean sendOf(int i) {
        PlayoutTurn turn = playout.turns().get(i);
        boolean begins = turn.sent() == 0 && !turn.announced();
        if (begins && playout.callerSpeaks() && now - turn.sinceMs() < settings.patienceMs()) {
            return false;
        }
        long room = playout.clock().room(settings.aheadMs(), now);
        int waiting = turn.unsent().length();
        int bytes = (int) Math.clamp(room - room % FRAME_BYTES, 0, waiting);
        boolean last = turn.ended() && bytes == waiting;
        if (!last) {
            bytes -= bytes % FRAME_BYTES;
        }
        if (bytes > 0) {
            play(i, bytes);
        }
        return last;
    }

    private void play(int i, int bytes) {
        PlayoutTurn turn = playout.turns().get(i);
        byte[] sound = turn.unsent().first(bytes);
        int frames = (bytes + FRAME_BYTES - 1) / FRAME_BYTES;
        if (frames * FRAME_BYTES != bytes) {
            sound = Arrays.copyOf(sound, frames * FRAME_BYTES);
            Arrays.fill(sound, bytes, sound.length, MuLaw.SILENCE);
        }
        playout = playout.with(playout.clock().sent(sound.length, now));
        steps.add(new MediaStep.Play(sound));
        steps.add(new Count(Counted.FRAMES_OUT, frames));
        if (turn.sent() == 0 && !turn.announced()) {
            report(new MediaEvent.PlaybackStarted(callSid, turn.number()));
        }
        playout = playout.replacing(i, turn.sent(bytes));
    }

    private void endStalled() {
        if (playout.turns().isEmpty() || playout.held()) {
            return;
        }
        PlayoutTurn last = playout.turns().getLast();
        boolean dry = last.unsent().length() < FRAME_BYTES
                && now - Math.max(playout.clock().dryAtMs(), last.sinceMs()) >= settings.stallMs();
        if (!last.ended() && dry) {
            playout = playout.replacing(playout.turns().size() - 1, last.withoutMore());
        }
    }

    /** The first {@code howMany} turns have been heard to their end. */
    private void heard(int howMany) {
        List<PlayoutTurn> before = playout.turns();
        playout = playout.with(List.copyOf(before.subList(howMany, before.size())));
        for (PlayoutTurn turn : before.subList(0, howMany)) {
            if (!turn.announced()) {
                playout = playout.with(playout.progress().heard(turn.number()));
                report(new MediaEvent.PlaybackFinished(callSid, turn.number(), MuLaw.millis(turn.sent())));
            }
            if (playout.hangUpAfter().equals(OptionalInt.of(turn.number()))) {
                ends = turn.announced() ? StopReason.FEED_LOST : StopReason.AGENT_HUNG_UP;
            }
        }
        if (playout.turns().isEmpty()) {
            playout = playout.released();
        }
    }

    private void dropUpTo(int number, boolean announcements) {
        List<PlayoutTurn> before = playout.turns();
        List<PlaybackClock.Cut> cuts = playout.clock().cuts(before, number, now);
        playout = playout.with(before.stream()
                .filter(turn -> turn.announced() ? !announcements && turn.sent() == 0 : turn.number() > number)
                .toList());
        if (playout.clock().plays(now) || before.stream().anyMatch(PlayoutTurn::awaitsConfirmation)) {
            // Before the reports: the caller hears each millisecond of delay.
            steps.add(new MediaStep.DropUnheard());
            playout = playout.with(playout.clock().cleared(now));
        }
        playout = playout.released().with(playout.progress().cut(number));
        cuts.forEach(this::report);
    }

    private void report(PlaybackClock.Cut cut) {
        count(Counted.CUTS);
        PlayoutTurn turn = cut.turn();
        int sentences = turn.sentencesWithin(cut.heardBytes());
        report(new MediaEvent.PlaybackCut(callSid, turn.number(), MuLaw.millis(cut.heardBytes()), sentences));
    }

    private void report(MediaEvent event) {
        steps.add(new MediaStep.Report(event));
    }

    private void count(Counted what) {
        steps.add(new Count(what, 1));
    }
}
