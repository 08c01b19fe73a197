package io.agentlocator.dialog.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.ModelRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server with OpenAI's streaming chat/completions. Uses the JDK's HTTP client, because an answer has three time limits
 * (first word, pause, total), its connection must close as soon as the answer is not needed, and nothing may retry.
 */
public final class OpenAiLanguageModel implements LanguageModel {

    /**
     * @param firstWord from the request to the first word or tool
     * @param pause between any two chunks
     * @param total for the whole answer, a second request after tools included
     */
    public record Settings(
            OpenAiServer server, String model, String business, Duration firstWord, Duration pause, Duration total) {}

    /** How long the usage and {@code [DONE]} are waited for after the answer is whole. */
    private static final Duration AFTER_THE_END = Duration.ofMillis(250);

    private final Settings settings;
    private final ChatCompletions completions;
    private final ObjectMapper json = new ObjectMapper();
    private final ChatRequests requests;
    private final ModelTools tools = new ModelTools(json);
    private final MeetingWindows meetings;

    public OpenAiLanguageModel(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    OpenAiLanguageModel(Settings settings, Clock clock) {
        this.settings = settings;
        this.completions = new ChatCompletions(settings.server());
        this.requests = new ChatRequests(json, settings.model(), settings.business());
        this.meetings = new MeetingWindows(clock);
    }

    private record Answer(List<String> said, List<ToolCall> tools, int promptTokens, int completionTokens) {}

    @Override
    public Done answer(ModelRequest request, Consumer<String> sentences) throws ModelFailure, InterruptedException {
        long deadline = System.nanoTime() + settings.total().toNanos();
        ObjectNode body = requests.first(request);
        Answer first = stream(body, deadline, sentences);
        Ending ending = ModelTools.ending(first.tools());
        int prompt = first.promptTokens();
        int completion = first.completionTokens();
        if (ending == Ending.GOES_ON && (first.said().isEmpty() || ModelTools.wantAnswer(first.tools()))) {
            if (first.tools().isEmpty()) {
                throw new ModelFailure(Kind.EMPTY, "no words and no tools");
            }
            ObjectNode more = requests.afterTools(body, first.said(), first.tools(), meetings.next());
            Answer spoken = stream(more, deadline, sentences);
            if (first.said().isEmpty() && spoken.said().isEmpty()) {
                throw new ModelFailure(Kind.EMPTY, "no words after tools");
            }
            prompt += spoken.promptTokens();
            completion += spoken.completionTokens();
        }
        return new Done(ending, tools.noted(first.tools()), new Cost(settings.model(), prompt, completion));
    }

    private Answer stream(ObjectNode request, long deadline, Consumer<String> sentences)
            throws ModelFailure, InterruptedException {
        long firstWordBy =
                Math.min(deadline, System.nanoTime() + settings.firstWord().toNanos());
        var splitter = new SentenceSplitter();
        var chunks = new AnswerChunks(json);
        var said = new ArrayList<String>();
        try (var lines = new SseLines()) {
            completions.open(request.toString(), lines, firstWordBy);
            long limit = firstWordBy;
            while (true) {
                String line = next(lines, limit, chunks.finished());
                if (line == null) {
                    break;
                }
                String data = line.startsWith("data:") ? line.substring(5).strip() : "";
                if (data.equals("[DONE]")) {
                    chunks.finish();
                    break;
                }
                if (data.isEmpty()) {
                    // A comment keeps the connection open but gives the caller nothing: no limit is extended.
                    continue;
                }
                String text = chunks.take(data);
                for (String sentence : splitter.add(text)) {
                    said.add(sentence);
                    sentences.accept(sentence);
                }
                if (chunks.finished()) {
                    limit = Math.min(deadline, System.nanoTime() + AFTER_THE_END.toNanos());
                } else if (chunks.begun()) {
                    limit = Math.min(
                            deadline, System.nanoTime() + settings.pause().toNanos());
                }
            }
            if (!chunks.finished()) {
                throw new ModelFailure(Kind.BROKEN_OFF, "the stream ended before its end");
            }
        }
        // At the token limit the last sentence is incomplete: it is dropped, unless it is the only one.
        if (!chunks.cutForLength() || said.isEmpty()) {
            for (String sentence : splitter.rest()) {
                said.add(sentence);
                sentences.accept(sentence);
            }
        }
        return new Answer(said, chunks.tools(), chunks.promptTokens(), chunks.completionTokens());
    }

    /** @return null at the end of the stream, or where the answer is whole and nothing more comes in time */
    private static @Nullable String next(SseLines lines, long limit, boolean whole)
            throws ModelFailure, InterruptedException {
        try {
            return lines.next(limit - System.nanoTime());
        } catch (ModelFailure failure) {
            if (whole) {
                return null;
            }
            throw failure;
        }
    }
}
