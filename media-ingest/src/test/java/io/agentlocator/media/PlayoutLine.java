package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent;
import java.util.ArrayList;
import java.util.List;

/** Drives a {@link Playout} along a time line and writes down what it did, e.g. {@code 1000 play 240}. */
final class PlayoutLine {

    private static final int TICK = 40;

    private final List<String> log = new ArrayList<>();
    private Playout playout = Playout.silent(Fixed.PLAYOUT);
    private long now = 1_000;
    private int nextSequence;

    PlayoutLine chunk(int turn, int sentence, int millis) {
        return chunk(turn, sentence, nextSequence++, millis);
    }

    PlayoutLine chunk(int turn, int sentence, int sequence, int millis) {
        nextSequence = sequence + 1;
        return agent(new AgentAudio.Chunk(Fixed.CALL, turn, sentence, sequence, Fixed.sound(millis)));
    }

    PlayoutLine ended(int turn) {
        return agent(new AgentAudio.TurnEnded(Fixed.CALL, turn));
    }

    PlayoutLine cut(int turn) {
        return agent(new AgentAudio.TurnCut(Fixed.CALL, turn));
    }

    PlayoutLine resumed(int turn) {
        return agent(new AgentAudio.TurnResumed(Fixed.CALL, turn));
    }

    PlayoutLine hangUp(int turn) {
        return agent(new AgentAudio.HangUp(Fixed.CALL, turn));
    }

    PlayoutLine echo(String label) {
        return did(playout.playedUpTo(Fixed.CALL, label, now));
    }

    PlayoutLine voice() {
        return did(playout.speechBegan(Fixed.CALL, now));
    }

    PlayoutLine quiet() {
        return did(playout.speechEnded(Fixed.CALL, now));
    }

    PlayoutLine announce(int millis, boolean instead) {
        return did(playout.announce(Fixed.CALL, Fixed.sound(millis), instead, now));
    }

    PlayoutLine abandoned() {
        return did(playout.abandoned(Fixed.CALL, now));
    }

    /** Ticks go on for so long. */
    PlayoutLine pass(int millis) {
        for (int passed = 0; passed < millis; passed += TICK) {
            now += TICK;
            did(playout.tick(Fixed.CALL, now));
        }
        return this;
    }

    /** What was logged since it was last asked; sound that follows sound is added up. */
    List<String> log() {
        var taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    Playout state() {
        return playout;
    }

    private PlayoutLine agent(AgentAudio audio) {
        return did(playout.agent(Fixed.CALL, audio, now));
    }

    private PlayoutLine did(Playout.Stepped stepped) {
        playout = stepped.next();
        for (MediaStep step : stepped.steps()) {
            switch (step) {
                case MediaStep.Play play -> played(play.mulaw().length / 8);
                case MediaStep.TellWhenHeard tell -> log.add("mark " + tell.label());
                case MediaStep.DropUnheard drop -> log.add("clear");
                case MediaStep.Count count -> {
                    switch (count.what()) {
                        case CHUNKS_STALE, CHUNKS_REPEATED, CHUNKS_TOO_MANY, ECHOES_MISSING ->
                            log.add(count.what().name().toLowerCase(java.util.Locale.ROOT));
                        default -> {}
                    }
                }
                case MediaStep.Report report -> log.add(report((MediaEvent) report.event()));
                case MediaStep.Close close -> throw new AssertionError("a playout closes nothing: " + close);
                case MediaStep.Answered answered -> throw new AssertionError("a playout knows no caller: " + answered);
                case MediaStep.Ping ping -> throw new AssertionError("a playout does not ping");
            }
        }
        if (stepped.ends() != null) {
            log.add("ends " + stepped.ends());
        }
        return this;
    }

    private void played(int millis) {
        int last = log.size() - 1;
        if (last >= 0 && log.get(last).startsWith("play ")) {
            int before = Integer.parseInt(log.get(last).substring(5));
            log.set(last, "play " + (before + millis));
        } else {
            log.add("play " + millis);
        }
    }

    private static String report(MediaEvent event) {
        return switch (event) {
            case MediaEvent.PlaybackStarted started -> "started " + started.turn();
            case MediaEvent.PlaybackFinished finished -> "finished " + finished.turn() + " heard " + finished.heardMs();
            case MediaEvent.PlaybackCut cut ->
                "cut " + cut.turn() + " heard " + cut.heardMs() + " sentences " + cut.sentencesHeard();
            default -> throw new AssertionError("not about playing: " + event);
        };
    }
}
