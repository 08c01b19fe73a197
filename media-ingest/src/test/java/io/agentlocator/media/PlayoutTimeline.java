package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent;
import java.util.ArrayList;
import java.util.List;

/** Drives a {@link Playout} along a time line and logs its steps, e.g. {@code play 240}. */
final class PlayoutTimeline {

    private static final int TICK = 40;

    private final List<String> log = new ArrayList<>();
    private Playout playout = Playout.silent(MediaFixtures.PLAYOUT);
    private long now = 1_000;
    private int nextSequence;

    PlayoutTimeline chunk(int turn, int sentence, int millis) {
        return chunk(turn, sentence, nextSequence++, millis);
    }

    PlayoutTimeline chunk(int turn, int sentence, int sequence, int millis) {
        nextSequence = sequence + 1;
        return agent(new AgentAudio.Chunk(MediaFixtures.CALL, turn, sentence, sequence, MediaFixtures.sound(millis)));
    }

    PlayoutTimeline ended(int turn) {
        return agent(new AgentAudio.TurnEnded(MediaFixtures.CALL, turn));
    }

    PlayoutTimeline cut(int turn) {
        return agent(new AgentAudio.TurnCut(MediaFixtures.CALL, turn));
    }

    PlayoutTimeline resumed(int turn) {
        return agent(new AgentAudio.TurnResumed(MediaFixtures.CALL, turn));
    }

    PlayoutTimeline hangUp(int turn) {
        return agent(new AgentAudio.HangUp(MediaFixtures.CALL, turn));
    }

    PlayoutTimeline played(String label) {
        return did(playout.playedUpTo(MediaFixtures.CALL, label, now));
    }

    PlayoutTimeline voice() {
        return did(playout.speechBegan(MediaFixtures.CALL, now));
    }

    PlayoutTimeline quiet() {
        return did(playout.speechEnded(MediaFixtures.CALL, now));
    }

    PlayoutTimeline announce(int millis, boolean instead) {
        return did(playout.announce(MediaFixtures.CALL, MediaFixtures.sound(millis), instead, now));
    }

    PlayoutTimeline abandoned() {
        return did(playout.abandoned(MediaFixtures.CALL, now));
    }

    /** Ticks for this long. */
    PlayoutTimeline pass(int millis) {
        for (int passed = 0; passed < millis; passed += TICK) {
            now += TICK;
            did(playout.tick(MediaFixtures.CALL, now));
        }
        return this;
    }

    /** The log since the last call; sound that follows sound is added up. */
    List<String> log() {
        var taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    Playout state() {
        return playout;
    }

    private PlayoutTimeline agent(AgentAudio audio) {
        return did(playout.agent(MediaFixtures.CALL, audio, now));
    }

    private PlayoutTimeline did(Playout.Stepped stepped) {
        playout = stepped.next();
        for (MediaStep step : stepped.steps()) {
            switch (step) {
                case MediaStep.Play play -> logPlay(play.mulaw().length / 8);
                case MediaStep.NotifyWhenPlayed notify -> log.add("mark " + notify.label());
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

    private void logPlay(int millis) {
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
