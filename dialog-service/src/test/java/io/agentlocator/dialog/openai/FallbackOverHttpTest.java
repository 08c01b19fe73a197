package io.agentlocator.dialog.openai;

import static io.agentlocator.dialog.turns.FakeCall.CALLER;
import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.models.ModelChain;
import io.agentlocator.dialog.models.ModelChain.Entry;
import io.agentlocator.dialog.models.ModelRunner;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.Conversations;
import io.agentlocator.dialog.turns.FakeCall;
import io.agentlocator.dialog.turns.TurnSettings;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.breaker.VendorMetrics;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations, models and a server that fails, on the real clock: what the caller hears, and when. */
class FallbackOverHttpTest {

    private static final long TICK_MS = 25;

    private record Said(long atMs, Reply reply) {}

    private final OpenAiSimulator server = OpenAiSimulator.start();
    private final FakeCall bare = new FakeCall();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Said> said = new ArrayList<>();
    private final Breaker breaker = new Breaker(ModelChain.BREAKER, System::nanoTime);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ModelRunner runner = runner();
    private final Conversations conversations = new Conversations(
            new ConversationRules(TurnSettings.DEFAULTS, bare.phrases, bare.leads),
            runner,
            new Conversations.Output() {
                @Override
                public void say(Reply reply) {
                    said.add(new Said(now(), reply));
                }

                @Override
                public void conclude(CallOutcome.Concluded outcome) {}

                @Override
                public void failed(String callSid, RuntimeException cause) {
                    throw new AssertionError(cause);
                }
            },
            FallbackOverHttpTest::now);

    private ModelRunner runner() {
        var model = new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                new OpenAiServer(server.baseUrl(), "sk"),
                "gpt-test",
                "שי",
                Duration.ofMillis(2_500),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(6)));
        return new ModelRunner(
                new ModelChain(List.of(
                        new Entry("gpt-test", "openai", model, breaker),
                        new Entry(
                                "scripted",
                                "scripted",
                                new ScriptedDialog(bare.phrases, bare.leads),
                                new Breaker(ModelChain.BREAKER, System::nanoTime)))),
                new VendorMetrics(metrics),
                System::nanoTime,
                tasks::add);
    }

    @AfterEach
    void stop() {
        runner.close();
        server.close();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void happens(CallEvent event) {
        conversations.happened(0, event);
    }

    private void begin(String call) {
        happens(new Call.Received(call, CALLER, "+97237654321", Call.Direction.INBOUND, 0));
        happens(new MediaEvent.StreamStarted(call, STREAM + call));
    }

    private long says(String call, int utterance, String words) {
        long before = now();
        happens(new Transcript.Final(call, utterance, words, 0.9, 0, 1, 1, "the-test"));
        return before;
    }

    /** Runs the conversations' thread: the models' outputs, and ticks. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = now() + 15_000;
        long ticked = now();
        while (!condition.getAsBoolean()) {
            assertThat(now()).as("happens in time; said so far: %s", said).isLessThan(end);
            Runnable task = tasks.poll(TICK_MS, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
            if (now() - ticked >= TICK_MS) {
                ticked = now();
                conversations.tick();
            }
        }
    }

    private boolean completed(int turns) {
        return said.stream()
                        .filter(one -> one.reply() instanceof Reply.Completed)
                        .count()
                == turns;
    }

    private Said sentence(int index) {
        return said.stream()
                .filter(one -> one.reply() instanceof Reply.Sentence)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Said one) {
        return ((Reply.Sentence) one.reply()).text();
    }

    @Test
    void aServerThatTakesTheRequestAndNeverAnswers() throws Exception {
        begin(SID);
        server.then(ChatAnswer.halfOpen());
        long asked = says(SID, 1, "אני רוצה לקנות דירה");
        until(() -> completed(1));
        assertThat(bare.phrases.isFiller(text(sentence(0)))).isTrue();
        assertThat(sentence(0).atMs() - asked).as("filler").isBetween(800L, 2_400L);
        assertThat(sentence(1).atMs() - asked).as("the script").isBetween(2_500L, 4_000L);
        assertThat(text(sentence(2))).isEqualTo("באיזה אזור?");
        System.out.printf(
                ">> silent server: filler after %d ms, the script after %d ms%n",
                sentence(0).atMs() - asked, sentence(1).atMs() - asked);
        assertThat(server.exchanges()).as("asked once").hasSize(1);
        assertThat(server.exchanges().getFirst().ended().get(10, TimeUnit.SECONDS))
                .as("its connection is closed")
                .isFalse();
        assertThat(said)
                .anySatisfy(one -> assertThat(one.reply())
                        .isInstanceOfSatisfying(
                                Reply.Composed.class,
                                cost -> assertThat(cost.engine()).isEqualTo("scripted")));
    }

    @Test
    void anOutageIsFeltByThreeTurnsAndThenByNobody() throws Exception {
        server.faulty(one -> true, answer -> ChatAnswer.error(500));
        for (int call = 1; call <= 20; call++) {
            begin("CA" + call);
            long asked = says("CA" + call, 1, "אני רוצה לקנות דירה");
            int turns = call;
            until(() -> completed(turns));
            assertThat(said.getLast().atMs() - asked).as("call %d", call).isLessThan(2_000);
        }
        assertThat(server.exchanges()).hasSize(3);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void aStreamThatStallsInMidSentence() throws Exception {
        begin(SID);
        server.then(ChatAnswer.saying("נהדר, רשמתי לפניי. ", "באיזה ", "אזור?").stallingBefore(2));
        long asked = says(SID, 1, "אני רוצה לקנות דירה");
        until(() -> completed(1));
        assertThat(text(sentence(0))).isEqualTo("נהדר, רשמתי לפניי.");
        assertThat(text(sentence(1))).isEqualTo("באיזה אזור?");
        assertThat(sentence(1).atMs() - asked).isBetween(1_400L, 4_000L);
        assertThat(said.stream().filter(one -> one.reply() instanceof Reply.Sentence))
                .hasSize(2);
    }
}
