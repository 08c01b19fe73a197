package io.agentlocator.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Questions;
import io.agentlocator.events.Call;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many calls beside each other. */
class ConversationsTest {

    private final List<Reply> said = new ArrayList<>();
    private final List<Step.Question> asked = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> troubled = new ArrayList<>();
    private final List<String> concluded = new ArrayList<>();
    private String poisoned = "";

    private final Conversations.Effects effects = new Conversations.Effects() {
        @Override
        public void say(Step.Say step) {
            said.add(step.reply());
        }

        @Override
        public void conclude(Step.Conclude step) {
            concluded.add(step.outcome().callSid());
        }

        @Override
        public void ask(Step.Question question) {
            if (question.callSid().equals(poisoned)) {
                throw new IllegalStateException("poisoned");
            }
            asked.add(question);
        }

        @Override
        public void askNext(Step.NextModel next) {}

        @Override
        public void cancelModel(String callSid) {
            cancelled.add(callSid);
        }

        @Override
        public void troubled(String callSid, RuntimeException trouble) {
            troubled.add(callSid);
        }
    };

    private final Lines lines = new Lines("שי");
    private final Conversations conversations = new Conversations(
            new ConversationRules(
                    RuleSettings.DEFAULTS,
                    lines,
                    new LeadReader(new HebrewAnswers(digits -> Optional.empty()), new Questions(lines.questions()))),
            effects);

    private void begin(String call, int partition) {
        conversations.happened(
                partition, new Call.Received(call, "+972525381648", "+97237654321", Call.Direction.INBOUND, 0), 0);
        conversations.happened(partition, new MediaEvent.StreamStarted(call, "MZ" + call), 0);
    }

    private void says(String call, int partition, int utterance, String words) {
        conversations.happened(
                partition, new Transcript.Final(call, utterance, words, 0.9, 0, 1, 1, "test"), 1_000L * utterance);
    }

    @Test
    void oneCallsTroubleIsAnApologyAndNobodyElses() {
        begin("CA1", 0);
        begin("CA2", 0);
        poisoned = "CA1";
        says("CA1", 0, 1, "אני מחפש דירה");
        says("CA2", 0, 1, "אני מחפש דירה");
        assertThat(troubled).containsExactly("CA1");
        assertThat(asked).extracting(Step.Question::callSid).containsExactly("CA2");
        assertThat(said).allMatch(reply -> reply.callSid().equals("CA1"));
        assertThat(said).first().isEqualTo(new Reply.Sentence("CA1", 1, 0, 1, "סליחה, הייתה תקלה קטנה."));
        poisoned = "";
        conversations.happened(0, new MediaEvent.PlaybackStarted("CA1", 1), 2_000);
        conversations.happened(0, new MediaEvent.PlaybackFinished("CA1", 1, 900), 3_000);
        says("CA1", 0, 2, "אני מחפש דירה");
        assertThat(asked).extracting(Step.Question::callSid).containsExactly("CA2", "CA1");
    }

    @Test
    void whatIsLostWithAPartitionIsForgotten() {
        begin("CA1", 0);
        begin("CA2", 1);
        says("CA1", 0, 1, "אני מחפש דירה");
        says("CA2", 1, 1, "אני מחפש דירה");
        conversations.drop(0);
        assertThat(cancelled).containsExactly("CA1");
        conversations.answered("CA1", new Input.ModelSaid(1, 1, "מאוחר."), 2_000);
        conversations.answered("CA2", new Input.ModelSaid(1, 1, "בזמן."), 2_000);
        assertThat(said).containsExactly(new Reply.Sentence("CA2", 1, 0, 1, "בזמן."));
        assertThat(conversations.live()).isEqualTo(1);
    }

    @Test
    void endedCallsAreKeptForLateEventsAndThenForgotten() {
        begin("CA1", 0);
        conversations.happened(0, new Call.Ended("CA1", "completed", 1), 5_000);
        conversations.tick(600_000);
        conversations.happened(0, new Call.Ended("CA1", "completed", 1), 600_000);
        assertThat(concluded).containsExactly("CA1");
        assertThat(conversations.live()).isZero();
    }
}
