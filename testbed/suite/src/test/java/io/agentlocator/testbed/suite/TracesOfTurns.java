package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.Event;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.otlp.CollectedSpan;
import io.agentlocator.testbed.otlp.OtlpCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the spans of the collector with the events of the calls. An answer is a turn that the caller heard and that
 * replies to an utterance; a turn that was cancelled before it was heard leaves its trace incomplete.
 */
final class TracesOfTurns {

    /** The stages of a turn in order; the last one plays the sound. */
    private static final List<String> STAGES = List.of("recognition", "reply", "synthesis", "playout");

    private static final Pattern HEBREW = Pattern.compile("\\p{IsHebrew}");

    /** Exporters send once a second and share two cores with the calls. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * @param utterance the last one that the turn answers
     * @param filled whether it began with a filler word, which may belong to an earlier utterance
     */
    private record Answer(int turn, int utterance, boolean filled) {}

    private final Stage stage;
    private final OtlpCollector collector;
    private final Map<String, String> serviceOf;

    /** @param player the service that plays the agent's sound */
    TracesOfTurns(Stage stage, OtlpCollector collector, Service player) {
        this.stage = stage;
        this.collector = collector;
        this.serviceOf = Map.of(
                "recognition", Service.SPEECH_SERVICE.directory(),
                "reply", Service.DIALOG_SERVICE.directory(),
                "synthesis", Service.SPEECH_SERVICE.directory(),
                "playout", player.directory());
    }

    void assertOneForEachAnswer(ScenarioRun.Result result) {
        long least = result.turns().stream().map(TurnTime::turn).distinct().count();
        assertOneForEachAnswer(result.report().callSid(), (int) least);
    }

    /** Each answer is one trace of four spans, and its records carry the trace. @param least the least number of answers */
    void assertOneForEachAnswer(String callSid, int least) {
        List<Answer> answers = answers(
                stage.ledger().ofCall(callSid).stream().map(Ledger.Entry::event).toList());
        assertThat(answers).as("answers in call %s", callSid).hasSizeGreaterThanOrEqualTo(least);

        Predicate<CollectedSpan> ofCall =
                span -> callSid.equals(span.attributes().get("call_sid"));
        List<CollectedSpan> spans = collector
                .await(
                        all -> {
                            List<CollectedSpan> come =
                                    all.stream().filter(ofCall).toList();
                            return answers.stream().allMatch(answer -> complete(answer, come));
                        },
                        PATIENCE)
                .stream()
                .filter(ofCall)
                .toList();

        answers.forEach(answer -> assertOneFor(answer, callSid, spans));
        answers.stream().findFirst().ifPresent(answer -> show(callSid, spans, answer));
    }

    /** Services export independently, so a child may arrive before its parent. */
    private static boolean complete(Answer answer, List<CollectedSpan> ofCall) {
        Map<String, CollectedSpan> byId =
                ofCall.stream().collect(Collectors.toMap(CollectedSpan::id, span -> span, (first, again) -> first));
        return ofCall.stream()
                .filter(span -> is(span, STAGES.getLast(), "turn", answer.turn()))
                .anyMatch(last -> Stream.iterate(
                                        last,
                                        Objects::nonNull,
                                        span -> byId.get(span.parent().orElse("")))
                                .count()
                        == STAGES.size());
    }

    /** No span contains what was said or who said it. */
    void assertNothingSaidIsTold() {
        assertThat(collector.spans()).allSatisfy(span -> {
            assertThat(HEBREW.matcher(span.text()).find())
                    .as("Hebrew in %s", span.text())
                    .isFalse();
            assertThat(span.attributes().keySet()).isSubsetOf("call_sid", "utterance", "turn", "engine");
        });
    }

    private void assertOneFor(Answer answer, String callSid, List<CollectedSpan> ofCall) {
        String what = answer + " in call " + callSid;
        List<CollectedSpan> spans = new ArrayList<>();
        for (String name : STAGES.subList(1, STAGES.size())) {
            List<CollectedSpan> found = ofCall.stream()
                    .filter(span -> is(span, name, "turn", answer.turn()))
                    .toList();
            assertThat(found).as("%s of %s", name, what).hasSize(1);
            spans.add(found.getFirst());
        }
        List<CollectedSpan> ears = ofCall.stream()
                .filter(span -> span.name().equals("recognition"))
                .filter(span -> span.trace().equals(spans.getFirst().trace()))
                .toList();
        assertThat(ears).as("recognition of %s", what).hasSize(1);
        spans.addFirst(ears.getFirst());

        int heard = Integer.parseInt(ears.getFirst().attributes().getOrDefault("utterance", "0"));
        if (answer.filled()) {
            assertThat(heard).as("utterance of %s", what).isBetween(1, answer.utterance());
        } else {
            assertThat(heard).as("utterance of %s", what).isEqualTo(answer.utterance());
        }
        assertThat(spans)
                .as(what)
                .extracting(CollectedSpan::trace)
                .containsOnly(ears.getFirst().trace());
        assertThat(spans)
                .as(what)
                .extracting(CollectedSpan::service)
                .containsExactlyElementsOf(STAGES.stream().map(serviceOf::get).toList());
        assertThat(spans.getFirst().parent()).as("what came before %s", what).isEmpty();
        for (int i = 0; i < spans.size(); i++) {
            CollectedSpan span = spans.get(i);
            assertThat(span.start()).as("%s of %s", span.name(), what).isBeforeOrEqualTo(span.end());
            if (i > 0) {
                assertThat(span.parent())
                        .as("parent in %s", what)
                        .contains(spans.get(i - 1).id());
                assertThat(span.start())
                        .as("%s of %s", span.name(), what)
                        .isAfterOrEqualTo(spans.get(i - 1).end());
            }
        }
        if (repliesAfter(ears.getFirst(), ofCall) == 1) {
            assertThat(ofCall)
                    .as("all of the trace of %s", what)
                    .filteredOn(span -> span.trace().equals(ears.getFirst().trace()))
                    .containsExactlyInAnyOrderElementsOf(spans);
        }
        assertThat(borne(answer, heard, callSid))
                .as("traceparent of the records of %s", what)
                .isEqualTo(IntStream.range(0, STAGES.size())
                        .boxed()
                        .collect(Collectors.toMap(STAGES::get, i -> Set.of(traceparent(spans.get(i))))));
    }

    /** More than one when a turn was replaced before it was heard: the next turn answers the utterance too. */
    private static long repliesAfter(CollectedSpan recognition, List<CollectedSpan> ofCall) {
        return ofCall.stream()
                .filter(span -> span.parent().filter(recognition.id()::equals).isPresent())
                .count();
    }

    /** The trace contexts of the records, by stage. */
    private Map<String, Set<String>> borne(Answer answer, int utterance, String callSid) {
        var borne = new TreeMap<String, Set<String>>();
        for (Ledger.Entry entry : stage.ledger().ofCall(callSid)) {
            String traceparent = entry.meta().traceparent();
            if (traceparent != null) {
                stageOf(entry.event(), answer.turn(), utterance)
                        .ifPresent(name -> borne.computeIfAbsent(name, none -> new TreeSet<>())
                                .add(traceparent));
            }
        }
        return borne;
    }

    private static Optional<String> stageOf(Event event, int turn, int utterance) {
        return switch (event) {
            case Transcript.Final words when words.utterance() == utterance -> Optional.of("recognition");
            case Reply reply when reply.turn() == turn -> Optional.of("reply");
            case AgentAudio sound when sound.turn() == turn -> Optional.of("synthesis");
            default -> heardTurn(event).filter(heard -> heard == turn).map(heard -> "playout");
        };
    }

    private static Optional<Integer> heardTurn(Event event) {
        return switch (event) {
            case MediaEvent.PlaybackStarted heard -> Optional.of(heard.turn());
            case MediaEvent.PlaybackFinished heard -> Optional.of(heard.turn());
            case MediaEvent.PlaybackCut heard -> Optional.of(heard.turn());
            case Call.ReplyPlaying heard -> Optional.of(heard.turn());
            default -> Optional.empty();
        };
    }

    private static List<Answer> answers(List<Event> events) {
        Set<Integer> understood = events.stream()
                .filter(Transcript.Final.class::isInstance)
                .map(event -> ((Transcript.Final) event).utterance())
                .collect(Collectors.toSet());
        Set<Integer> heard = events.stream()
                .filter(event -> event instanceof MediaEvent.PlaybackStarted || event instanceof Call.ReplyPlaying)
                .flatMap(event -> heardTurn(event).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Reply.Sentence> sentences = events.stream()
                .filter(Reply.Sentence.class::isInstance)
                .map(Reply.Sentence.class::cast)
                .toList();
        var answers = new ArrayList<Answer>();
        for (int turn : heard) {
            List<Integer> of = sentences.stream()
                    .filter(sentence -> sentence.turn() == turn)
                    .map(Reply.Sentence::answers)
                    .toList();
            int utterance = of.stream().max(Integer::compare).orElse(0);
            if (understood.contains(utterance)) {
                answers.add(new Answer(turn, utterance, of.getFirst() == 0));
            }
        }
        return answers;
    }

    private static boolean is(CollectedSpan span, String name, String key, int number) {
        return span.name().equals(name)
                && Integer.toString(number).equals(span.attributes().get(key));
    }

    private static String traceparent(CollectedSpan span) {
        return "00-" + span.trace() + "-" + span.id() + "-01";
    }

    /** Prints one trace. */
    private static void show(String callSid, List<CollectedSpan> spans, Answer answer) {
        spans.stream()
                .filter(span -> is(span, "playout", "turn", answer.turn()))
                .map(CollectedSpan::trace)
                .forEach(trace -> {
                    System.out.println(">> trace " + trace + " of call " + callSid);
                    spans.stream()
                            .filter(span -> span.trace().equals(trace))
                            .sorted(Comparator.comparing(CollectedSpan::start))
                            .forEach(span -> System.out.println(String.format(
                                    Locale.ROOT,
                                    ">>   %-11s %-17s %s %4d ms  span %s parent %s %s",
                                    span.name(),
                                    span.service(),
                                    span.start(),
                                    Duration.between(span.start(), span.end()).toMillis(),
                                    span.id(),
                                    span.parent().orElse("none"),
                                    new TreeMap<>(span.attributes()))));
                });
    }
}
