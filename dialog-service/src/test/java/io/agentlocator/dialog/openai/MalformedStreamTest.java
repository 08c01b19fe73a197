package io.agentlocator.dialog.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.LeadAnswers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Streams that break the protocol. */
class MalformedStreamTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> sentences = new CopyOnWriteArrayList<>();

    private static String text(String content) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"},\"finish_reason\":null}]}";
    }

    private static final String FINISH = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private LanguageModel.Done answer(String body) throws Exception {
        try (var server = new RawSse(body)) {
            return new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                            new OpenAiServer(server.baseUrl(), "sk"), "m", "שי", LONG, LONG, LONG))
                    .answer(
                            new ModelRequest(
                                    "CA1",
                                    1,
                                    1,
                                    List.of(new HistoryEntry.Caller(1, "שלום")),
                                    List.of(),
                                    null,
                                    LeadAnswers.NONE),
                            sentences::add);
        }
    }

    private Kind failure(String body) {
        return catchThrowableOfType(ModelFailure.class, () -> answer(body)).kind();
    }

    @Test
    void commentsOtherFieldsAndMissingSpacesAreBorne() throws Exception {
        answer(": keep-alive\r\n\r\nevent: message\r\nid: 7\r\nretry: 1\r\ndata:" + text("טוב, ") + "\r\n\r\n\r\n"
                + ": ping\n\ngarbage without a colon\ndata: " + text("בע״מ.") + "\n\ndata: " + FINISH
                + "\n\ndata: [DONE]\n\n");
        assertThat(sentences).containsExactly("טוב, בע״מ.");
    }

    @Test
    void theMarkOfTheEndMayBeMissingWhereTheModelHasFinished() throws Exception {
        answer("data: " + text("טוב.") + "\n\ndata: " + FINISH + "\n\n");
        assertThat(sentences).containsExactly("טוב.");
    }

    @Test
    void theFinishMayBeMissingWhereTheMarkOfTheEndCame() throws Exception {
        answer("data: " + text("טוב.") + "\n\ndata: [DONE]\n\n");
        assertThat(sentences).containsExactly("טוב.");
    }

    @Test
    void neitherIsABreak() {
        assertThat(failure("data: " + text("מצוין. באיזה") + "\n\n")).isEqualTo(Kind.BROKEN_OFF);
        assertThat(sentences).containsExactly("מצוין.");
    }

    @Test
    void aChunkThatIsNoJsonIsABreak() {
        assertThat(failure("data: " + text("מצוין. ") + "\n\ndata: {\"choices\":[{\"del\n\n"))
                .isEqualTo(Kind.BROKEN_OFF);
    }

    @Test
    void jsonOfAnotherShapeSaysNothing() {
        assertThat(failure("data: [1,2]\n\ndata: \"text\"\n\ndata: {\"choices\":[]}\n\ndata: [DONE]\n\n"))
                .isEqualTo(Kind.EMPTY);
    }

    @Test
    void anEmptyBodyIsABreak() {
        assertThat(failure("")).isEqualTo(Kind.BROKEN_OFF);
    }

    @Test
    void aPageOfHtmlIsABreak() {
        assertThat(failure("<html><body>bad gateway</body></html>\n")).isEqualTo(Kind.BROKEN_OFF);
    }
}
