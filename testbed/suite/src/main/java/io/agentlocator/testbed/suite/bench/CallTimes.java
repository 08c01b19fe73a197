package io.agentlocator.testbed.suite.bench;

import io.agentlocator.events.CallAlert;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.suite.Ledger;
import io.agentlocator.testbed.twilio.report.AnswerLatency;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measurements of one call: its times in milliseconds, and its failures. */
final class CallTimes {

    private static final double MICROS = 1000;

    /** For each 20 ms of voice, from the simulated Twilio to the recogniser. */
    final List<Double> frameToRecogniser = new ArrayList<>();
    /** {@code Transcript.Final} to {@code Reply.Sentence}. */
    final List<Double> finalToReply = new ArrayList<>();
    /** {@code Transcript.Final} to {@code MediaEvent.PlaybackStarted}. */
    final List<Double> finalToPlayback = new ArrayList<>();
    /** {@code Transcript.Final} to the first audible frame that the caller hears. */
    final List<Double> finalToEar = new ArrayList<>();
    /** The end of the caller's voice to the first audible frame that the caller hears. */
    final List<Double> voiceToEar = new ArrayList<>();

    final List<String> wrong = new ArrayList<>();
    int said;
    int answered;
    int heardRight;

    static CallTimes of(int caller, CallReport report, List<Ledger.Entry> entries, CallerClips clips) {
        var times = new CallTimes();
        times.said = report.said().size();
        for (SpokenLine line : report.said()) {
            times.frames(clips.clip(caller, line.what()), report.dialledAt().plus(line.from()));
        }
        var finals = new TreeMap<Instant, Transcript.Final>();
        times.events(entries, finals);
        times.ear(report, finals);
        times.end(report, entries);
        return times;
    }

    private void frames(CallerClips.Clip clip, Instant from) {
        for (int frame = 0; frame < clip.arrivals().length(); frame++) {
            long arrived = clip.arrivals().get(frame);
            if (arrived > 0) {
                long left = micros(from) + frame * 20_000L;
                frameToRecogniser.add((arrived - left) / MICROS);
            }
        }
    }

    private void events(List<Ledger.Entry> entries, Map<Instant, Transcript.Final> finals) {
        Map<Integer, Instant> known = new HashMap<>();
        Map<Integer, Ledger.Entry> firstSentences = new HashMap<>();
        Map<Integer, Instant> playing = new HashMap<>();
        for (Ledger.Entry entry : entries) {
            Instant time = entry.meta().time();
            switch (entry.event()) {
                case Transcript.Final words -> {
                    known.put(words.utterance(), time);
                    finals.put(time, words);
                }
                case Reply.Sentence sentence -> firstSentences.putIfAbsent(sentence.turn(), entry);
                case MediaEvent.PlaybackStarted started -> playing.putIfAbsent(started.turn(), time);
                default -> {}
            }
        }
        // There is no order across topics, so all events are read before they are combined.
        firstSentences.forEach((turn, entry) -> {
            Instant words = known.get(((Reply.Sentence) entry.event()).answers());
            if (words != null) {
                finalToReply.add(millis(words, entry.meta().time()));
                Instant sound = playing.get(turn);
                if (sound != null) {
                    finalToPlayback.add(millis(words, sound));
                }
            }
        });
    }

    private void ear(CallReport report, TreeMap<Instant, Transcript.Final> finals) {
        for (AnswerLatency answer : report.latencies()) {
            if (answer.latency().isEmpty()) {
                continue;
            }
            answered++;
            voiceToEar.add(answer.latency().get().toNanos() / 1e6);
            Instant said = report.dialledAt().plus(answer.said().from());
            Instant heard = report.dialledAt().plus(answer.firstHeard().orElseThrow());
            var words = finals.floorEntry(heard);
            if (words != null && words.getKey().isAfter(said)) {
                finalToEar.add(millis(words.getKey(), heard));
                if (letters(words.getValue().text())
                        .equals(letters(answer.said().what()))) {
                    heardRight++;
                }
            }
        }
    }

    private void end(CallReport report, List<Ledger.Entry> entries) {
        switch (report.end().by()) {
            case CALLER, HANG_UP_VERB, TWIML_FINISHED, REST_UPDATE -> {}
            case REJECT_VERB, APPLICATION_ERROR, TIME_LIMIT, SIMULATOR_CLOSED ->
                wrong.add("ended by " + report.end().by());
        }
        if (!report.end().callStatus().equals("completed")) {
            wrong.add("call status " + report.end().callStatus());
        }
        report.notifications().forEach(notification -> wrong.add("Twilio's notification " + notification.code()));
        report.streams().stream()
                .flatMap(stream -> stream.invalidMessages().stream())
                .forEach(message -> wrong.add("refused message: " + message));
        if (report.streams().isEmpty()) {
            wrong.add("no stream");
        }
        if (answered == 0) {
            wrong.add("no turn was answered");
        }
        for (Ledger.Entry entry : entries) {
            switch (entry.event()) {
                case CallAlert.Redirected redirected -> wrong.add("redirected: " + redirected.reason());
                case CallAlert.RedirectFailed failed -> wrong.add("redirect failed: " + failed.reason());
                case Transcript.RecognitionFailed failed -> wrong.add("recognition failed: " + failed.cause());
                default -> {}
            }
        }
    }

    private static String letters(String text) {
        return text.replaceAll("\\P{L}+", " ").strip();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static long micros(Instant instant) {
        return java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
