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
import org.jspecify.annotations.Nullable;

/** One step of a {@link Playout}: takes its state apart, changes it, puts it together again. */
final class PlayoutStep {

    private static final int BYTES_PER_MS = MuLaw.RATE / 1000;
    static final int FRAME_BYTES = 20 * BYTES_PER_MS;

    private final Playout.Settings settings;
    private final String callSid;
    private final long now;
    private final List<MediaStep> steps = new ArrayList<>();

    private List<Turn> turns;
    private int newest;
    private int heardUpTo;
    private int cutUpTo;
    private FarEnd farEnd;
    private boolean callerSpeaks;
    private long heldSince;
    private int hangUpAfter;
    private @Nullable StopReason ends;

    PlayoutStep(Playout from, String callSid, long nowMs) {
        settings = from.settings();
        this.callSid = callSid;
        now = nowMs;
        turns = new ArrayList<>(from.turns());
        newest = from.newest();
        heardUpTo = from.heardUpTo();
        cutUpTo = from.cutUpTo();
        farEnd = from.farEnd();
        callerSpeaks = from.callerSpeaks();
        heldSince = from.heldSinceMs();
        hangUpAfter = from.hangUpAfter();
    }

    Playout.Stepped done() {
        return new Playout.Stepped(
                new Playout(
                        settings,
                        List.copyOf(turns),
                        newest,
                        heardUpTo,
                        cutUpTo,
                        farEnd,
                        callerSpeaks,
                        heldSince,
                        hangUpAfter),
                List.copyOf(steps),
                ends);
    }

    void chunk(AgentAudio.Chunk chunk) {
        if (over(chunk.turn())) {
            steps.add(new Count(Counted.CHUNKS_STALE, 1));
            return;
        }
        int at = turn(chunk.turn());
        Turn turn = turns.get(at);
        if (chunk.sequence() <= turn.lastSequence() || turn.ended()) {
            steps.add(new Count(Counted.CHUNKS_REPEATED, 1));
        } else if (turn.unsent().length() + chunk.mulaw().length > settings.turnAtMostMs() * BYTES_PER_MS) {
            steps.add(new Count(Counted.CHUNKS_TOO_MANY, 1));
        } else {
            turns.set(at, turn.plus(chunk));
            send();
        }
    }

    void ended(int number) {
        if (!over(number)) {
            int at = turn(number);
            turns.set(at, turns.get(at).withoutMore());
            send();
        }
    }

    void cut(int number) {
        if (over(number)) {
            return;
        }
        boolean known = turns.stream().anyMatch(turn -> turn.number() == number);
        if (turns.stream().anyMatch(turn -> turn.number() == number && turn.sent() > 0)) {
            steps.add(new Count(Counted.BARGE_INS, 1));
        }
        newest = number;
        dropUpTo(number, false);
        if (!known) {
            steps.add(new MediaStep.Report(new MediaEvent.PlaybackCut(callSid, number, 0, 0)));
        }
        if (hangUpAfter != Playout.NO_TURN && hangUpAfter <= number) {
            hangUpAfter = Playout.NO_TURN;
        }
        send();
    }

    void resumed(int number) {
        if (number == newest) {
            goOn();
        }
    }

    void hangUp(int number) {
        if (number < newest || number <= cutUpTo) {
            return;
        }
        if (number <= heardUpTo) {
            ends = StopReason.AGENT_HUNG_UP;
            return;
        }
        hangUpAfter = number;
        ended(number);
    }

    void playedUpTo(String label) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).awaitsEcho() && turns.get(i).label().equals(label)) {
                // Echoes come in order: an older one that is still out was lost.
                heard(i + 1);
                return;
            }
        }
    }

    void speechBegan(boolean sounding) {
        callerSpeaks = true;
        if (heldSince == 0 && sounding) {
            heldSince = now;
            steps.add(new Count(Counted.HOLDS, 1));
        }
    }

    void speechEnded() {
        callerSpeaks = false;
        send();
    }

    void tick() {
        if (heldSince != 0) {
            long held = now - heldSince;
            if (turns.isEmpty()) {
                heldSince = 0;
            } else if (held >= settings.heldAtMostMs() || (held >= settings.undecidedMs() && !callerSpeaks)) {
                goOn();
            }
        }
        endStalled();
        while (!turns.isEmpty()
                && turns.getFirst().awaitsEcho()
                && now >= turns.getFirst().promisedBy()) {
            steps.add(new Count(Counted.ECHOES_MISSING, 1));
            heard(1);
        }
        send();
    }

    void announce(byte[] mulaw, boolean instead) {
        if (instead) {
            dropUpTo(newest, true);
            hangUpAfter = Turn.ANNOUNCED;
        }
        turns.add(Turn.announcement(mulaw, now));
        steps.add(new Count(Counted.ANNOUNCEMENTS, 1));
        send();
    }

    void abandoned() {
        for (FarEnd.Cut cut : farEnd.cuts(turns, newest, now)) {
            if (cut.turn().sent() > 0) {
                report(cut);
            }
        }
        turns = List.of();
    }

    private boolean over(int number) {
        return number < newest || number <= heardUpTo || number <= cutUpTo;
    }

    /** The place of a turn, which begins here if it is new. */
    private int turn(int number) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).number() == number) {
                return i;
            }
        }
        if (heldSince != 0) {
            // The dialog has gone on without deciding what was held: that will not be heard any more.
            dropUpTo(newest, false);
        }
        // One turn at a time: what came before will get no more sound.
        turns.replaceAll(Turn::withoutMore);
        newest = number;
        turns.add(Turn.begun(number, now));
        return turns.size() - 1;
    }

    private void goOn() {
        heldSince = 0;
        farEnd = farEnd.soundingFrom(now);
        send();
    }

    /** Sends as much as may be sent, and asks to be told of each turn that is sent whole. */
    private void send() {
        if (heldSince != 0) {
            return;
        }
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).awaitsEcho()) {
                continue;
            }
            if (!sendOf(i)) {
                return;
            }
            Turn turn = turns.get(i);
            turns.set(i, turn.promised(Math.max(farEnd.dryAtMs(), now) + settings.echoSlackMs()));
            steps.add(new MediaStep.TellWhenHeard(turn.label()));
        }
    }

    /** Whether the turn has been sent to its end. */
    private boolean sendOf(int i) {
        Turn turn = turns.get(i);
        if (turn.sent() == 0 && !turn.announced() && callerSpeaks && now - turn.sinceMs() < settings.patienceMs()) {
            return false;
        }
        long room = farEnd.room(settings.aheadMs(), now);
        int waiting = turn.unsent().length();
        int bytes = (int) Math.max(0, Math.min(room - room % FRAME_BYTES, waiting));
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
        Turn turn = turns.get(i);
        byte[] sound = turn.unsent().first(bytes);
        int frames = (bytes + FRAME_BYTES - 1) / FRAME_BYTES;
        if (frames * FRAME_BYTES != bytes) {
            sound = Arrays.copyOf(sound, frames * FRAME_BYTES);
            Arrays.fill(sound, bytes, sound.length, MuLaw.SILENCE);
        }
        farEnd = farEnd.given(sound.length, now);
        steps.add(new MediaStep.Play(sound));
        steps.add(new Count(Counted.FRAMES_OUT, frames));
        if (turn.sent() == 0 && !turn.announced()) {
            steps.add(new MediaStep.Report(new MediaEvent.PlaybackStarted(callSid, turn.number())));
        }
        turns.set(i, turn.sent(bytes));
    }

    private void endStalled() {
        if (turns.isEmpty() || heldSince != 0) {
            return;
        }
        Turn last = turns.getLast();
        boolean dry = last.unsent().length() < FRAME_BYTES
                && now - Math.max(farEnd.dryAtMs(), last.sinceMs()) >= settings.stallMs();
        if (!last.ended() && dry) {
            turns.set(turns.size() - 1, last.withoutMore());
        }
    }

    /** The first so many turns have been heard to their end. */
    private void heard(int howMany) {
        List<Turn> finished = List.copyOf(turns.subList(0, howMany));
        turns = new ArrayList<>(turns.subList(howMany, turns.size()));
        for (Turn turn : finished) {
            if (!turn.announced()) {
                heardUpTo = Math.max(heardUpTo, turn.number());
                steps.add(new MediaStep.Report(
                        new MediaEvent.PlaybackFinished(callSid, turn.number(), MuLaw.millis(turn.sent()))));
            }
            if (hangUpAfter == turn.number()) {
                ends = turn.announced() ? StopReason.FEED_LOST : StopReason.AGENT_HUNG_UP;
            }
        }
        if (turns.isEmpty()) {
            heldSince = 0;
        }
    }

    private void dropUpTo(int number, boolean announcements) {
        List<FarEnd.Cut> cuts = farEnd.cuts(turns, number, now);
        boolean outstanding = turns.stream().anyMatch(Turn::awaitsEcho);
        turns = new ArrayList<>(turns);
        turns.removeIf(turn -> turn.announced() ? announcements || turn.sent() > 0 : turn.number() <= number);
        if (farEnd.plays(now) || outstanding) {
            // First in line, and ahead of the reports: each millisecond of it is heard.
            steps.add(new MediaStep.DropUnheard());
            farEnd = farEnd.cleared(now);
        }
        heldSince = 0;
        cutUpTo = Math.max(cutUpTo, number);
        cuts.forEach(this::report);
    }

    private void report(FarEnd.Cut cut) {
        steps.add(new Count(Counted.CUTS, 1));
        steps.add(new MediaStep.Report(new MediaEvent.PlaybackCut(
                callSid,
                cut.turn().number(),
                MuLaw.millis(cut.heardBytes()),
                cut.turn().sentencesWithin(cut.heardBytes()))));
    }
}
