package io.agentlocator.dialog.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.ChatAnswer.Part;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real socket, to a server that answers as real ones do, correctly and not. */
class OpenAiLanguageModelTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final OpenAiSimulator server = OpenAiSimulator.start();
    private final List<String> sentences = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenAiLanguageModel model(Duration firstWord, Duration pause, Duration total) {
        var settings = new OpenAiLanguageModel.Settings(
                new OpenAiServer(server.baseUrl() + "/", "sk-test"), "gpt-test", "שי בע״מ", firstWord, pause, total);
        return new OpenAiLanguageModel(settings, Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC));
    }

    private OpenAiLanguageModel patient() {
        return model(LONG, LONG, LONG);
    }

    private static ModelRequest request(String... already) {
        return new ModelRequest(
                "CA1",
                2,
                2,
                List.of(
                        new HistoryEntry.Caller(1, "שלום"),
                        new HistoryEntry.Agent(1, "באיזה אזור?"),
                        new HistoryEntry.Caller(2, "בע״מ \"ממ״ד\" ברמת־גן 3.5")),
                List.of(already),
                "+972525381648",
                LeadAnswers.NONE);
    }

    private LanguageModel.Done answer() throws ModelFailure, InterruptedException {
        return patient().answer(request(), sentences::add);
    }

    private Kind failure(OpenAiLanguageModel model) {
        return catchThrowableOfType(ModelFailure.class, () -> model.answer(request(), sentences::add))
                .kind();
    }

    @Test
    void wordsComeAsSentences() throws Exception {
        server.then(ChatAnswer.saying("מצו", "ין. יש ל", "נו דירות ב-3.", "5 חדרים. ", "באיזה אזור?"));
        var done = answer();
        assertThat(done.ending()).isEqualTo(Ending.GOES_ON);
        assertThat(done.noted()).isEqualTo(LeadAnswers.NONE);
        assertThat(sentences).containsExactly("מצוין.", "יש לנו דירות ב-3.5 חדרים.", "באיזה אזור?");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void lettersThatAreSplitOverPacketsStayWhole(int bytes) throws Exception {
        server.then(ChatAnswer.saying("שלום, ", "צ׳ק אין בע״מ.").splitInto(bytes));
        answer();
        assertThat(sentences).containsExactly("שלום, צ׳ק אין בע״מ.");
    }

    @Test
    void theRequestHoldsTheConversation() throws Exception {
        server.then(ChatAnswer.saying("טוב."));
        answer();
        var exchange = server.exchanges().getFirst();
        assertThat(exchange.path()).isEqualTo("/v1/chat/completions");
        assertThat(exchange.headers()).containsEntry("authorization", "Bearer sk-test");
        assertThat(exchange.body().path("stream").asBoolean()).isTrue();
        assertThat(exchange.body().path("model").asText()).isEqualTo("gpt-test");
        assertThat(exchange.body().path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(exchange.body().path("messages").path(0).path("content").asText())
                .contains("שי בע״מ")
                .doesNotContain("{business}");
        assertThat(exchange.lastMessage()).isEqualTo("בע״מ \"ממ״ד\" ברמת־גן 3.5");
        assertThat(exchange.body().path("tools").findValuesAsText("name"))
                .contains("save_lead", "offer_meeting", "transfer_to_human", "end_call");
    }

    @Test
    void aTurnThatWasBegunIsContinued() throws Exception {
        server.then(ChatAnswer.saying("באיזה אזור?"));
        patient().answer(request("מצוין."), sentences::add);
        var messages = server.exchanges().getFirst().body().path("messages");
        assertThat(messages.path(messages.size() - 2).path("content").asText()).isEqualTo("מצוין.");
    }

    @Test
    void toolsBesideWords() throws Exception {
        server.then(ChatAnswer.calling(
                "save_lead",
                "{\"intent\":\"buy\",\"area\":\"רמת גן\",\"rooms\":3.5,\"budget_ils\":2800000,\"name\":\"דנה בע״מ\"}",
                "רשמתי. ",
                "מה התקציב?"));
        assertThat(answer().noted())
                .isEqualTo(new LeadAnswers(Intent.BUY, "רמת גן", null, 3.5, 2_800_000L, null, "דנה בע״מ", null));
        assertThat(sentences).containsExactly("רשמתי.", "מה התקציב?");
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void twoToolsAreToldApartByTheirIndex() throws Exception {
        server.then(ChatAnswer.of(
                new Part.Text("תודה ולהתראות."),
                new Part.Tool(0, "a", "save_lead", "{\"area\":"),
                new Part.Tool(1, "b", "end_call", "{"),
                new Part.Tool(0, "", "", "\"חיפה\"}"),
                new Part.Tool(1, "", "", "}"),
                new Part.Finish("tool_calls"),
                new Part.Usage(),
                new Part.Done()));
        var done = answer();
        assertThat(done.ending()).isEqualTo(Ending.GOODBYE);
        assertThat(done.noted().area()).isEqualTo("חיפה");
    }

    @Test
    void aToolWithoutWordsIsFollowedByWords() throws Exception {
        server.then(ChatAnswer.calling("offer_meeting", "{}"));
        server.then(ChatAnswer.saying("מתאים מחר בעשר?"));
        answer();
        assertThat(sentences).containsExactly("מתאים מחר בעשר?");
        var second = server.exchanges().getLast();
        assertThat(second.lastMessage()).contains("יום שלישי בעשר בבוקר");
        assertThat(second.body().path("tool_choice").asText()).isEqualTo("none");
    }

    @Test
    void whoAsksForMeetingTimesBesideWordsGetsToOfferThem() throws Exception {
        server.then(ChatAnswer.calling("offer_meeting", "{}", "יש לי כמה זמנים פנויים."));
        server.then(ChatAnswer.saying("מתאים מחר בעשר?"));
        answer();
        assertThat(sentences).containsExactly("יש לי כמה זמנים פנויים.", "מתאים מחר בעשר?");
        var messages = server.exchanges().getLast().body().path("messages");
        assertThat(messages.path(messages.size() - 2).path("content").asText()).isEqualTo("יש לי כמה זמנים פנויים.");
    }

    @ParameterizedTest
    @CsvSource({"end_call,GOODBYE", "transfer_to_human,PERSON"})
    void aToolThatEndsTheCallNeedsNoWords(String tool, Ending ending) throws Exception {
        server.then(ChatAnswer.calling(tool, "{}"));
        assertThat(answer().ending()).isEqualTo(ending);
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void unreadableNotesCostNothing() throws Exception {
        server.then(ChatAnswer.calling("save_lead", "{\"area\": oops", "טוב."));
        assertThat(answer().noted()).isEqualTo(LeadAnswers.NONE);
    }

    @Test
    void anEmptyAnswerIsAFailure() {
        server.then(ChatAnswer.saying());
        assertThat(failure(patient())).isEqualTo(Kind.EMPTY);
    }

    @Test
    void onlyToolsTwiceIsAFailure() {
        server.then(ChatAnswer.calling("save_lead", "{}")).then(ChatAnswer.calling("save_lead", "{}"));
        assertThat(failure(patient())).isEqualTo(Kind.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "429,BUSY",
        "503,BUSY",
        "500,UNREACHABLE",
        "401,NOT_ALLOWED",
        "403,NOT_ALLOWED",
        "400,REFUSED",
        "404,REFUSED",
        "504,TOO_SLOW"
    })
    void refusalsAreNotTriedAgain(int status, Kind kind) {
        server.then(ChatAnswer.error(status));
        assertThat(failure(patient())).isEqualTo(kind);
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void anErrorWithinTheStream() {
        server.then(ChatAnswer.of(new Part.Text("רגע. "), new Part.Text("אני"), new Part.Failure("server_error")));
        assertThat(failure(patient())).isEqualTo(Kind.BROKEN_OFF);
        assertThat(sentences).containsExactly("רגע.");
    }

    @Test
    void aConnectionThatDropsBeforeItsEnd() {
        server.then(ChatAnswer.saying("מצוין. ", "באיזה ", "אזור?").droppingBefore(2));
        assertThat(failure(patient())).isEqualTo(Kind.BROKEN_OFF);
        assertThat(sentences).containsExactly("מצוין.");
    }

    @Test
    void aStreamThatFinishedNeedsNoLastWord() throws Exception {
        var healthy = ChatAnswer.saying("טוב.");
        server.then(healthy.droppingBefore(healthy.parts().size() - 1));
        // A reset may overtake the last bytes: either all was read, or the model fails.
        try {
            answer();
            assertThat(sentences).containsExactly("טוב.");
        } catch (ModelFailure failure) {
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN_OFF);
        }
    }

    @Test
    void noFirstWordInTime() {
        server.then(ChatAnswer.saying("טוב.").after(LONG));
        assertThat(failure(model(Duration.ofMillis(200), LONG, LONG))).isEqualTo(Kind.TOO_SLOW);
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void aHeadWithoutAWordIsNoWord() {
        server.then(ChatAnswer.saying("טוב.").pausingBefore(0, LONG));
        assertThat(failure(model(Duration.ofMillis(200), LONG, LONG))).isEqualTo(Kind.TOO_SLOW);
    }

    @Test
    void aPauseWithinTheAnswer() {
        server.then(ChatAnswer.saying("מצוין. ", "באיזה ", "אזור?").pausingBefore(2, LONG));
        assertThat(failure(model(LONG, Duration.ofMillis(200), LONG))).isEqualTo(Kind.TOO_SLOW);
        assertThat(sentences).containsExactly("מצוין.");
    }

    @Test
    void tooLongInAll() {
        var parts = java.util.stream.IntStream.range(0, 200)
                .boxed()
                .flatMap(i ->
                        java.util.stream.Stream.<Part>of(new Part.Text("עוד "), new Part.Wait(Duration.ofMillis(50))))
                .toArray(Part[]::new);
        server.then(ChatAnswer.of(parts));
        assertThat(failure(model(LONG, LONG, Duration.ofMillis(400)))).isEqualTo(Kind.TOO_SLOW);
    }

    @Test
    void nobodyThere() {
        server.close();
        assertThat(failure(patient())).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void whatItTookIsToldAsTheVendorCountsIt() throws Exception {
        server.then(ChatAnswer.calling("save_lead", "{}"));
        var alone = answer().cost();
        assertThat(alone.engine()).isEqualTo("gpt-test");
        assertThat(alone.promptTokens()).isGreaterThan(100);
        assertThat(alone.completionTokens()).isPositive();
        assertThat(server.exchanges()).as("tools alone cost a second request").hasSize(2);
        server.then(ChatAnswer.saying("טוב."));
        assertThat(answer().cost().promptTokens()).isLessThan(alone.promptTokens() * 2 / 3);
    }

    @Test
    void theVendorsWishToBeLeftAloneIsTold() {
        server.then(ChatAnswer.error(429).retryAfter(Duration.ofSeconds(17)));
        var failure = catchThrowableOfType(ModelFailure.class, () -> patient().answer(request(), sentences::add));
        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    void aConnectionThatIsTakenAndNeverAnswered() {
        server.then(ChatAnswer.halfOpen());
        assertThat(failure(model(Duration.ofMillis(200), LONG, LONG))).isEqualTo(Kind.TOO_SLOW);
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void aConnectionThatDiesWithoutAWordInMidSentence() {
        server.then(ChatAnswer.saying("מצוין. ", "באיזה ", "אזור?").stallingBefore(2));
        assertThat(failure(model(LONG, Duration.ofMillis(200), LONG))).isEqualTo(Kind.TOO_SLOW);
        assertThat(sentences).as("no half sentence is said").containsExactly("מצוין.");
    }

    @Test
    void aWholeAnswerIsNotKeptBackByAConnectionThatStays() throws Exception {
        var healthy = ChatAnswer.saying("טוב.");
        server.then(healthy.stallingBefore(healthy.parts().size() - 1));
        long begun = System.nanoTime();
        answer();
        assertThat(sentences).containsExactly("טוב.");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
    }

    @Test
    void argumentsThatAreBrokenAnywhereComeTogether() throws Exception {
        String arguments = "{\"area\":\"רמת גן\",\"rooms\":3.5,\"name\":\"בע״מ \\\"כהן\\\"\"}";
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text("רשמתי."));
        parts.add(new Part.Tool(0, "call_1", "save_lead", ""));
        arguments.chars().forEach(letter -> parts.add(new Part.Tool(0, "", "", Character.toString(letter))));
        parts.add(new Part.Finish("tool_calls"));
        parts.add(new Part.Done());
        server.then(ChatAnswer.of(parts.toArray(Part[]::new)).splitInto(5));
        var noted = answer().noted();
        assertThat(noted.area()).isEqualTo("רמת גן");
        assertThat(noted.rooms()).isEqualTo(3.5);
        assertThat(noted.name()).isEqualTo("בע״מ \"כהן\"");
    }

    @Test
    void aSentenceThatTheServerCutForLengthIsNotBegun() throws Exception {
        server.then(ChatAnswer.of(
                new Part.Text("מצוין. ובנוסף לזה יש לנו גם"), new Part.Finish("length"), new Part.Done()));
        answer();
        assertThat(sentences).containsExactly("מצוין.");
    }

    @Test
    void whatIsKnownIsToldToAModelThatComesLate() throws Exception {
        server.then(ChatAnswer.saying("טוב."));
        var late = request();
        patient()
                .answer(
                        new ModelRequest(
                                late.callSid(),
                                late.turn(),
                                late.answers(),
                                late.history(),
                                List.of(),
                                null,
                                new LeadAnswers(Intent.BUY, "רמת גן", "דירה", 3.5, null, null, "דנה", null)),
                        sentences::add);
        assertThat(server.exchanges()
                        .getFirst()
                        .body()
                        .path("messages")
                        .path(1)
                        .path("content")
                        .asText())
                .endsWith("דירה לקנייה, שלושה וחצי חדרים, ברמת גן, שם: דנה");
    }

    @ParameterizedTest
    @CsvSource({
        "o4-mini,max_completion_tokens",
        "gpt-5-mini,max_completion_tokens",
        "gpt-4o-mini,max_tokens",
        "llama-3,max_tokens"
    })
    void eachKindOfModelIsBoundedAsItWantsToBe(String name, String bound) throws Exception {
        server.then(ChatAnswer.saying("טוב."));
        new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                        new OpenAiServer(server.baseUrl(), ""), name, "שי", LONG, LONG, LONG))
                .answer(request(), sentences::add);
        var body = server.exchanges().getFirst().body();
        assertThat(body.path(bound).asInt()).isPositive();
        assertThat(body.has("temperature")).isEqualTo(bound.equals("max_tokens"));
        assertThat(server.exchanges().getFirst().headers()).doesNotContainKey("authorization");
    }

    @Test
    void anAnswerThatIsUnwantedClosesItsConnection() throws Exception {
        server.then(ChatAnswer.saying("מצוין. ", "באיזה ", "אזור?").pausingBefore(2, LONG));
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                patient().answer(request(), sentence -> begun.countDown());
            } catch (InterruptedException e) {
                interrupted.countDown();
            } catch (ModelFailure e) {
                throw new AssertionError(e);
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        asking.interrupt();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exchanges().getFirst().ended().get(10, TimeUnit.SECONDS))
                .as("sent to its end")
                .isFalse();
    }
}
