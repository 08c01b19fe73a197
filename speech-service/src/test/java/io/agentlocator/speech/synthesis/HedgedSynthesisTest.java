package io.agentlocator.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripted voices on a clock that the test holds, and a caller who listens. */
class HedgedSynthesisTest {

    private static final HedgedSynthesis.Timing TIMING = HedgedSynthesis.Timing.FOR_CALLERS;
    private static final long HOLD_MS = 1600;
    private static final long APOLOGY_MS = 4000;

    /** A piece of sound that the caller hears. */
    private record Piece(String voice, long fromMs, long toMs) {}

    private static final class Stage {

        private record Cue(long atMs, int order, Runnable happens) {}

        private final PriorityQueue<Cue> cues =
                new PriorityQueue<>(Comparator.comparingLong(Cue::atMs).thenComparingInt(Cue::order));
        private final List<String> parts;
        private final HedgedSynthesis hedged;
        final List<Piece> heard = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        final boolean[] givenUp;
        private long now = 1_000_000;
        private final long begin = now;
        private long heardUntil = now;
        private int order;

        /**
         * @param parts one for each voice: what it does in each attempt, separated by |, in the words {@code after 300},
         *     {@code says 2000}, {@code silence 2000}, {@code fails}, {@code refuses}, {@code hangs}
         */
        Stage(long coveredMs, String... parts) {
            this.parts = new ArrayList<>(List.of(parts));
            this.givenUp = new boolean[parts.length];
            this.heardUntil += coveredMs;
            this.hedged = new HedgedSynthesis(parts.length, TIMING, coveredMs, voice -> !givenUp[voice], now);
        }

        Stage play() {
            run(hedged.start(now));
            while (!hedged.over()) {
                long deadline = hedged.deadlineMs();
                Cue next = cues.peek();
                if (next == null || next.atMs > deadline) {
                    assertThat(deadline)
                            .as("a deadline that has passed does nothing")
                            .isGreaterThanOrEqualTo(now);
                    now = Math.max(now, deadline);
                    run(hedged.tick(now));
                } else {
                    cues.poll();
                    now = next.atMs;
                    next.happens.run();
                }
                assertThat(now - begin).as("it ends").isLessThan(120_000);
            }
            return this;
        }

        private void run(List<HedgedSynthesis.Step> steps) {
            for (HedgedSynthesis.Step step : steps) {
                switch (step) {
                    case HedgedSynthesis.Step.Start start -> speak(start.attempt(), start.voice());
                    case HedgedSynthesis.Step.Deliver deliver ->
                        hear("voice " + deliver.voice(), MuLaw.millis(deliver.mulaw().length));
                    case HedgedSynthesis.Step.PlayHold hold -> {
                        hear("hold", HOLD_MS);
                        hedged.covered(HOLD_MS, now);
                    }
                    case HedgedSynthesis.Step.PlayApology apology -> hear("apology", APOLOGY_MS);
                    case HedgedSynthesis.Step.Failed failed -> failures.add(failed.voice() + " " + failed.kind());
                    case HedgedSynthesis.Step.Stop stop -> {}
                    case HedgedSynthesis.Step.Completed completed -> {}
                }
            }
        }

        private void hear(String what, long ms) {
            long from = Math.max(now, heardUntil);
            heard.add(new Piece(what, from - begin, from + ms - begin));
            heardUntil = from + ms;
        }

        private void speak(int attempt, int voice) {
            String[] tries = parts.get(voice).split("\\|", 2);
            if (tries.length > 1) {
                parts.set(voice, tries[1]);
            }
            long at = now;
            String[] words = tries[0].strip().split(" ");
            for (int i = 0; i < words.length; i++) {
                switch (words[i]) {
                    case "after" -> at += Long.parseLong(words[++i]);
                    case "says" -> at = piece(attempt, at, Integer.parseInt(words[++i]), (short) 8000);
                    case "silence" -> at = piece(attempt, at, Integer.parseInt(words[++i]), (short) 0);
                    case "fails" ->
                        cue(
                                at,
                                () -> run(hedged.failed(
                                        attempt, new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE"), now)));
                    case "refuses" ->
                        cue(
                                at,
                                () -> run(
                                        hedged.failed(attempt, new EngineFailure(FailureKind.CREDENTIALS, "no"), now)));
                    case "hangs" -> {
                        return;
                    }
                    default -> throw new IllegalArgumentException(words[i]);
                }
            }
            if (!tries[0].contains("fails") && !tries[0].contains("refuses")) {
                cue(at, () -> run(hedged.finished(attempt, now)));
            }
        }

        /** Sound is synthesised ten times as fast as it is heard. */
        private long piece(int attempt, long at, int ms, short sample) {
            for (int given = 0; given < ms; given += 200) {
                byte[] mulaw = new byte[Math.min(200, ms - given) * 8];
                Arrays.fill(mulaw, MuLaw.encode(sample));
                cue(at, () -> run(hedged.sound(attempt, mulaw, now)));
                at += 20;
            }
            return at;
        }

        private void cue(long at, Runnable happens) {
            cues.add(new Cue(at, order++, happens));
        }

        long longestSilence() {
            long until = 0;
            long longest = 0;
            for (Piece one : heard) {
                longest = Math.max(longest, one.fromMs - until);
                until = one.toMs;
            }
            return longest;
        }

        String said() {
            var said = new ArrayList<String>();
            heard.forEach(one -> {
                if (said.isEmpty() || !said.getLast().equals(one.voice)) {
                    said.add(one.voice);
                }
            });
            return String.join(", ", said);
        }
    }

    /** For at most two seconds; and the sentence is spoken if any voice can speak it. */
    @ParameterizedTest(name = "{0} / {1} / {2} -> {3}")
    @CsvSource({
        "after 300 says 2000,          hangs,                hangs,               voice 0",
        "fails | after 300 says 2000,  hangs,                hangs,               voice 0",
        "fails,                        after 400 says 2000,  hangs,               voice 1",
        "refuses,                      after 400 says 2000,  hangs,               voice 1",
        "hangs,                        after 400 says 2000,  hangs,               voice 1",
        "hangs,                        hangs,                after 500 says 2000, 'hold, voice 2'",
        "after 650 fails,              after 300 says 2000,  hangs,               voice 1",
        "after 1900 says 2000,         hangs,                hangs,               'hold, voice 0'",
        "silence 3000,                 after 300 says 2000,  hangs,               voice 1",
        "after 100,                    after 300 says 2000,  hangs,               voice 1",
        "after 300 says 600 hangs,     after 300 says 2000,  hangs,               'voice 0, voice 1'",
        "after 300 says 600 fails | fails, after 300 says 2000, hangs,            'voice 0, voice 1'",
        "fails,                        fails,                fails,               apology",
        "refuses,                      refuses,              refuses,             apology",
        "hangs,                        hangs,                hangs,               'hold, apology'",
        "hangs,                        fails,                after 3000 says 2000, 'hold, voice 2'",
    })
    void noFaultLeavesTheCallerInSilence(String first, String second, String third, String said) {
        var stage = new Stage(0, first, second, third).play();
        assertThat(stage.said()).isEqualTo(said);
        assertThat(stage.longestSilence()).isLessThanOrEqualTo(2000);
    }

    @Test
    void aRetriedVoiceContinuesWhereItBroke() {
        var stage = new Stage(0, "after 300 says 600 fails | after 300 says 2000", "hangs").play();
        long sound =
                stage.heard.stream().mapToLong(one -> one.toMs - one.fromMs).sum();
        assertThat(sound).isEqualTo(2000);
        assertThat(stage.said()).isEqualTo("voice 0");
    }

    @Test
    void aSlowVoiceFailsOnlyIfAnotherWasFirst() {
        assertThat(new Stage(0, "hangs", "after 300 says 1000").play().failures).containsExactly("0 TIMEOUT");
        assertThat(new Stage(0, "after 800 says 1000", "after 900 says 1000").play().failures)
                .isEmpty();
    }

    @Test
    void aCallerWhoStillHearsTheSentenceBeforeIsNotAskedToHold() {
        var stage = new Stage(3000, "after 2500 says 1000").play();
        assertThat(stage.said()).isEqualTo("voice 0");
        assertThat(new Stage(0, "after 2500 says 1000").play().said()).isEqualTo("hold, voice 0");
    }

    @Test
    void aVoiceThatMayNotBeAskedIsSkipped() {
        var stage = new Stage(0, "after 100 says 1000", "after 100 says 1000");
        stage.givenUp[0] = true;
        assertThat(stage.play().said()).isEqualTo("voice 1");
        stage = new Stage(0, "after 100 says 1000");
        stage.givenUp[0] = true;
        assertThat(stage.play().said()).isEqualTo("apology");
        assertThat(stage.longestSilence()).isZero();
    }
}
