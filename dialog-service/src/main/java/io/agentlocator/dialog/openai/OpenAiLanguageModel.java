package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.Step.Question;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any server that speaks OpenAI's chat/completions as a stream. Over the JDK's own client: a call needs three clocks on
 * one answer (first word, pause, total), a connection that closes in the moment the answer is unwanted, and no retries
 * behind its back.
 */
public final class OpenAiLanguageModel implements LanguageModel {

    /**
     * @param baseUrl up to and with {@code /v1}
     * @param apiKey empty for a server that wants none
     * @param firstWord from the request to the first word or tool
     * @param pause between any two chunks
     * @param total for the whole answer, a second request after tools included
     */
    public record Settings(
            String baseUrl,
            String apiKey,
            String model,
            String business,
            Duration firstWord,
            Duration pause,
            Duration total) {
        @Override
        public String toString() {
            return "Settings[baseUrl=" + baseUrl + ", model=" + model + "]";
        }
    }

    private final Settings settings;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Requests requests;
    private final MeetingWindows meetings;

    public OpenAiLanguageModel(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    OpenAiLanguageModel(Settings settings, Clock clock) {
        this.settings = settings;
        this.requests = new Requests(json, settings.model(), settings.business());
        this.meetings = new MeetingWindows(clock);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    private record Answer(boolean spoke, List<ToolCall> tools) {}

    @Override
    public Done answer(Question question, Consumer<String> sentences) throws ModelFailure, InterruptedException {
        long deadline = System.nanoTime() + settings.total().toNanos();
        ObjectNode request = requests.first(question);
        Answer answer = stream(request, deadline, sentences);
        Done done = outcome(answer.tools());
        if (!answer.spoke() && done.ending() == Ending.GOES_ON) {
            if (answer.tools().isEmpty()) {
                throw new ModelFailure(Kind.EMPTY, "no words and no tools");
            }
            Answer spoken = stream(requests.afterTools(request, answer.tools(), meetings.next()), deadline, sentences);
            if (!spoken.spoke()) {
                throw new ModelFailure(Kind.EMPTY, "no words after tools");
            }
        }
        return done;
    }

    private Answer stream(ObjectNode request, long deadline, Consumer<String> sentences)
            throws ModelFailure, InterruptedException {
        long firstWordBy =
                Math.min(deadline, System.nanoTime() + settings.firstWord().toNanos());
        var splitter = new SentenceSplitter();
        var chunks = new Chunks(json);
        boolean spoke = false;
        try (var lines = new SseLines()) {
            open(request, lines, firstWordBy);
            boolean begun = false;
            boolean done = false;
            while (!done) {
                long now = System.nanoTime();
                long limit = begun ? Math.min(deadline, now + settings.pause().toNanos()) : firstWordBy;
                String line = lines.next(limit - now);
                if (line == null) {
                    break;
                }
                String data = line.startsWith("data:") ? line.substring(5).strip() : "";
                done = data.equals("[DONE]");
                if (done || data.isEmpty()) {
                    continue;
                }
                String text = chunks.take(data);
                begun |= !text.isEmpty() || !chunks.tools().isEmpty();
                for (String sentence : splitter.add(text)) {
                    spoke = true;
                    sentences.accept(sentence);
                }
            }
            if (!done && !chunks.finished()) {
                throw new ModelFailure(Kind.BROKEN_OFF, "the stream ended before its end");
            }
        }
        for (String sentence : splitter.rest()) {
            spoke = true;
            sentences.accept(sentence);
        }
        return new Answer(spoke, chunks.tools());
    }

    /** Sends the request and waits for the head of the answer; the body's lines go to {@code lines}. */
    private void open(ObjectNode request, SseLines lines, long by) throws ModelFailure, InterruptedException {
        var builder = HttpRequest.newBuilder(URI.create(settings.baseUrl().replaceAll("/+$", "") + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
        if (!settings.apiKey().isEmpty()) {
            builder.header("Authorization", "Bearer " + settings.apiKey());
        }
        var sending = client.sendAsync(builder.build(), BodyHandlers.ofPublisher());
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> head =
                    sending.get(Math.max(0, by - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (head.statusCode() != 200) {
                head.body().subscribe(BodySubscribers.discarding());
                throw new ModelFailure(kind(head.statusCode()), "HTTP " + head.statusCode());
            }
            head.body().subscribe(BodySubscribers.fromLineSubscriber(lines));
        } catch (TimeoutException e) {
            sending.cancel(true);
            throw new ModelFailure(Kind.TOO_SLOW, "no answer in time");
        } catch (InterruptedException e) {
            sending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean slow = cause instanceof HttpTimeoutException;
            throw new ModelFailure(
                    slow ? Kind.TOO_SLOW : Kind.UNREACHABLE, cause.getClass().getSimpleName());
        }
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 408, 504 -> Kind.TOO_SLOW;
            case 429, 503, 529 -> Kind.BUSY;
            default -> status >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
        };
    }

    private Done outcome(List<ToolCall> tools) {
        Ending ending = Ending.GOES_ON;
        LeadAnswers noted = LeadAnswers.NONE;
        for (ToolCall tool : tools) {
            switch (tool.name()) {
                case "end_call" -> ending = ending == Ending.PERSON ? ending : Ending.GOODBYE;
                case "transfer_to_human" -> ending = Ending.PERSON;
                case "save_lead" -> noted = lead(tool.arguments());
                default -> {
                    // A tool that nobody offered; the words stand for themselves.
                }
            }
        }
        return new Done(ending, noted);
    }

    /** What cannot be read is nothing: the caller's own words are read anyway. */
    private LeadAnswers lead(String arguments) {
        try {
            JsonNode lead = json.readTree(arguments);
            JsonNode rooms = lead.path("rooms");
            JsonNode budget = lead.path("budget_ils");
            return new LeadAnswers(
                    intent(lead.path("intent").asText("")),
                    text(lead, "area"),
                    text(lead, "property_type"),
                    rooms.isNumber() ? rooms.asDouble() : null,
                    budget.isNumber() ? budget.asLong() : null,
                    text(lead, "timing"),
                    text(lead, "name"),
                    text(lead, "phone"));
        } catch (JsonProcessingException e) {
            return LeadAnswers.NONE;
        }
    }

    private static @Nullable String text(JsonNode lead, String field) {
        String text = lead.path(field).asText("").strip();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    private static @Nullable Intent intent(String name) {
        return switch (name) {
            case "buy" -> Intent.BUY;
            case "rent" -> Intent.RENT;
            case "sell" -> Intent.SELL;
            case "let" -> Intent.LET;
            default -> null;
        };
    }
}
