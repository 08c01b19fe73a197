package io.agentlocator.dialog.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.LanguageModels;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelOutput;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.SlotQuestions;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Several calls at the same time. */
class ConversationsTest {

    private final List<Reply> said = new ArrayList<>();
    private final List<ModelRequest> asked = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> troubled = new ArrayList<>();
    private final List<String> concluded = new ArrayList<>();
    private final Map<String, Consumer<ModelOutput>> pending = new HashMap<>();
    private String poisoned = "";

    private long nowMs;

    private final Conversations.Output output = new Conversations.Output() {
        @Override
        public void say(Reply reply) {
            said.add(reply);
        }

        @Override
        public void conclude(CallOutcome.Concluded outcome) {
            concluded.add(outcome.callSid());
        }

        @Override
        public void failed(String callSid, RuntimeException cause) {
            troubled.add(callSid);
        }
    };

    private final LanguageModels models = new LanguageModels() {
        @Override
        public void ask(ModelRequest request, Consumer<ModelOutput> outputs) {
            if (request.callSid().equals(poisoned)) {
                throw new IllegalStateException("poisoned");
            }
            asked.add(request);
            pending.put(request.callSid(), outputs);
        }

        @Override
        public void askNext(
                ModelRequest request, ModelFailure.Kind cause, boolean surest, Consumer<ModelOutput> outputs) {}

        @Override
        public void cancel(String callSid) {
            cancelled.add(callSid);
        }

        @Override
        public void forget(String callSid) {}
    };

    private final FixedPhrases phrases = new FixedPhrases("שי");
    private final Conversations conversations = new Conversations(
            new ConversationRules(
                    TurnSettings.DEFAULTS,
                    phrases,
                    new LeadReader(
                            new UtteranceReader(digits -> Optional.empty()), new SlotQuestions(phrases.questions()))),
            models,
            output,
            () -> nowMs);

    private void happens(int partition, CallEvent event, long atMs) {
        nowMs = atMs;
        conversations.happened(partition, event);
    }

    private void begin(String call, int partition) {
        happens(partition, new Call.Received(call, "+972525381648", "+97237654321", Call.Direction.INBOUND, 0), 0);
        happens(partition, new MediaEvent.StreamStarted(call, "MZ" + call), 0);
    }

    private void says(String call, int partition, int utterance, String words) {
        happens(partition, new Transcript.Final(call, utterance, words, 0.9, 0, 1, 1, "test"), 1_000L * utterance);
    }

    private void answers(String call, long atMs, String sentence) {
        nowMs = atMs;
        pending.get(call).accept(new ModelOutput.Sentence(1, 1, sentence));
    }

    @Test
    void oneCallsTroubleIsAnApologyAndNobodyElses() {
        begin("CA1", 0);
        begin("CA2", 0);
        poisoned = "CA1";
        says("CA1", 0, 1, "אני מחפש דירה");
        says("CA2", 0, 1, "אני מחפש דירה");
        assertThat(troubled).containsExactly("CA1");
        assertThat(asked).extracting(ModelRequest::callSid).containsExactly("CA2");
        assertThat(said).allMatch(reply -> reply.callSid().equals("CA1"));
        assertThat(said).first().isEqualTo(new Reply.Sentence("CA1", 1, 0, 1, "סליחה, הייתה תקלה קטנה."));
        poisoned = "";
        happens(0, new MediaEvent.PlaybackStarted("CA1", 1), 2_000);
        happens(0, new MediaEvent.PlaybackFinished("CA1", 1, 900), 3_000);
        says("CA1", 0, 2, "אני מחפש דירה");
        assertThat(asked).extracting(ModelRequest::callSid).containsExactly("CA2", "CA1");
    }

    @Test
    void whatIsLostWithAPartitionIsForgotten() {
        begin("CA1", 0);
        begin("CA2", 1);
        says("CA1", 0, 1, "אני מחפש דירה");
        says("CA2", 1, 1, "אני מחפש דירה");
        conversations.drop(0);
        assertThat(cancelled).containsExactly("CA1");
        answers("CA1", 2_000, "מאוחר.");
        answers("CA2", 2_000, "בזמן.");
        assertThat(said).containsExactly(new Reply.Sentence("CA2", 1, 0, 1, "בזמן."));
        assertThat(conversations.live()).isEqualTo(1);
    }

    @Test
    void endedCallsAreKeptForLateEventsAndThenForgotten() {
        begin("CA1", 0);
        happens(0, new Call.Ended("CA1", "completed", 1), 5_000);
        nowMs = 600_000;
        conversations.tick();
        happens(0, new Call.Ended("CA1", "completed", 1), 600_000);
        assertThat(concluded).containsExactly("CA1");
        assertThat(conversations.live()).isZero();
    }
}
