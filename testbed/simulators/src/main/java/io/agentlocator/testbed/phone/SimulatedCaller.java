package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.SimulatedCall;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One caller on one call: waits and speaks, on its own thread. */
final class SimulatedCaller {
    private static final int MOST_TURNS = 200;
    private static final Duration POLITE = Duration.ofMillis(300);

    private final SimulatedCall call;
    private final Attention attention;
    private final Patience patience;
    private final List<SpokenLine> said = new ArrayList<>();
    // Sound before this moment belongs to an earlier turn.
    private Duration since = Duration.ZERO;

    SimulatedCaller(SimulatedCall call, Attention attention, Patience patience) {
        this.call = call;
        this.attention = attention;
        this.patience = patience;
    }

    /** Says the lines in order, then stays for a while; returns when the caller would hang up. */
    void play(List<ScenarioStep> steps) throws InterruptedException {
        for (ScenarioStep step : steps) {
            if (!await(step.after())) return;
            if (step.line() instanceof CallerAction.HangsUp || !act(step.line())) return;
        }
        attention.await(call, least(patience.lingering(), left()), (ignored, now) -> false);
    }

    /** Asks the mind whenever the agent has finished, until the caller hangs up. */
    void converse(CallerMind mind, CallerVoice voice) throws InterruptedException {
        for (int turn = 1; turn <= MOST_TURNS && left().isPositive(); turn++) {
            if (!await(After.agentFinished())) return;
            Optional<CallerAction> next = mind.next(heard(turn));
            if (next.isEmpty() || next.get() instanceof CallerAction.HangsUp) return;
            CallerAction ready = Sounds.ready(next.get(), voice);
            // The mind took time: the caller does not start to speak while the agent has begun a sentence.
            boolean speaks = ready instanceof CallerAction.Sound;
            if (speaks && sounding(call, call.heard().length()) && !await(After.agentFinished())) return;
            if (!act(ready)) return;
        }
    }

    private HeardSoFar heard(int turn) {
        Duration now = call.now();
        List<HeardStretch> stretches = new ArrayList<>();
        for (TimelineEvent event : call.timeline()) {
            if (event instanceof TimelineEvent.HeardStopped(Duration at, HeardStretch heard)
                    && heard.to().compareTo(since) > 0) {
                stretches.add(heard);
            }
        }
        boolean silent = call.heard().firstAudible(since).isEmpty();
        return new HeardSoFar(
                turn, call.heard().mulaw(since, now), List.copyOf(stretches), List.copyOf(said), silent, now);
    }

    /** False when the call is over. */
    private boolean await(After after) throws InterruptedException {
        Duration from = since;
        Duration delay = after.delay();
        Attention.Condition condition = switch (after.moment()) {
            case AGENT_FINISHED -> (line, now) -> finished(line.heard(), from, now, delay);
            case PLAYBACK_STARTED ->
                (line, now) -> line.heard()
                        .firstAudible(from)
                        .map(first -> now.compareTo(first.plus(delay)) >= 0)
                        .orElse(false);
            case CONNECTED ->
                (line, now) -> attention
                        .streamOpened()
                        .map(opened -> now.compareTo(opened.plus(delay)) >= 0)
                        .orElse(false);
            case NOTHING -> {
                Duration due = call.now().plus(delay);
                yield (line, now) -> now.compareTo(due) >= 0;
            }
        };
        Duration longest = least(patience.awaiting().plus(delay), left());
        return switch (attention.await(call, longest, condition)) {
            case HAPPENED -> true;
            case CALL_ENDED -> false;
            case PATIENCE_ENDED -> {
                call.note(new TimelineEvent.PatienceEnded(
                        call.now(), after.moment().name()));
                yield left().isPositive();
            }
        };
    }

    private boolean finished(SoundTrack heard, Duration from, Duration now, Duration delay) {
        if (heard.firstAudible(from).isEmpty()) return false;
        Duration silent = patience.sure().plus(delay);
        return heard.lastAudible(now)
                .map(last -> now.minus(last).compareTo(silent) >= 0)
                .orElse(false);
    }

    private static boolean sounding(SimulatedCall line, Duration now) {
        return line.heard()
                .lastAudible(now)
                .map(last -> now.minus(last).compareTo(POLITE) < 0)
                .orElse(false);
    }

    /** False when the call is over. */
    private boolean act(CallerAction line) throws InterruptedException {
        switch (line) {
            case CallerAction.Sound(String what, byte[] mulaw) -> {
                SpokenLine spoken = spoken(what, mulaw);
                said.add(spoken);
                since = spoken.to();
            }
            case CallerAction.Digits(String digits) -> {
                call.press(digits);
                since = call.now();
            }
            case CallerAction.Silence(Duration length) -> {
                Duration due = call.now().plus(length);
                return attention.await(call, length.plusSeconds(1), (ignored, now) -> now.compareTo(due) >= 0)
                        != Attention.Awaited.CALL_ENDED;
            }
            case CallerAction.HangsUp hangsUp -> {
                return false;
            }
            case CallerAction.Says says -> throw new IllegalStateException("words without a sound");
            case CallerAction.Clip clip -> throw new IllegalStateException("a clip without a sound");
        }
        return true;
    }

    private SpokenLine spoken(String what, byte[] mulaw) throws InterruptedException {
        try {
            return call.say(what, mulaw).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not speak", e.getCause());
        }
    }

    private Duration left() {
        return patience.longest().minus(call.now());
    }

    private static Duration least(Duration one, Duration other) {
        Duration smaller = one.compareTo(other) < 0 ? one : other;
        return smaller.isNegative() ? Duration.ZERO : smaller;
    }
}
