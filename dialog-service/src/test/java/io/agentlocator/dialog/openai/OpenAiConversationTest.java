package io.agentlocator.dialog.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.FakeCall;
import io.agentlocator.dialog.turns.TurnSettings;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.LeadAnswers.Intent;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.OpenAiSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole conversations with a server's answers, and with the script's where the server fails. */
class OpenAiConversationTest {

    private final OpenAiSimulator server = OpenAiSimulator.start();
    private final List<ModelFailure.Kind> failures = new ArrayList<>();
    private final FakeCall call = call();

    private FakeCall call() {
        var bare = new FakeCall();
        var vendor = new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                new OpenAiServer(server.baseUrl(), ""),
                "gpt-test",
                "שי דירות ומשרדים",
                Duration.ofMillis(500),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20)));
        LanguageModel watched = (question, sentences) -> {
            try {
                return vendor.answer(question, sentences);
            } catch (ModelFailure failure) {
                failures.add(failure.kind());
                throw failure;
            }
        };
        return new FakeCall(TurnSettings.DEFAULTS, watched, new ScriptedDialog(bare.phrases, bare.leads)).begun();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCallersWordsFillTheLeadWhateverTheModelAsks() {
        assertThat(call.says("שלום, אני רוצה לקנות דירה")).containsExactly("נעים מאוד.", "באיזה אזור מחפשים?");
        assertThat(call.says("ברמת גן")).containsExactly("מצוין.", "כמה חדרים?");
        call.says("שלוש וחצי");
        assertThat(call.says("שתיים וחצי")).containsExactly("תודה.", "מתי זה צריך לקרות?");
        call.says("חודשיים");
        var last = call.says("תודה, להתראות");
        assertThat(last.getLast()).endsWith("ולהתראות.");
        assertThat(call.hungUp()).isTrue();
        call.hangsUp();
        var outcome = call.outcomes().getFirst();
        assertThat(outcome.disposition()).isEqualTo(Disposition.PARTIAL);
        assertThat(outcome.answers().intent()).isEqualTo(Intent.BUY);
        assertThat(outcome.answers().area()).isEqualTo("רמת גן");
        assertThat(outcome.answers().rooms()).isEqualTo(3.5);
        assertThat(outcome.answers().budgetIls()).isEqualTo(2_500_000L);
        assertThat(outcome.answers().timing()).isEqualTo("חודשיים");
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailingServerIsReplacedWithinTheTurn() {
        call.says("שלום, אני רוצה לקנות דירה");
        server.then(ChatAnswer.error(429));
        assertThat(call.says("ברמת גן")).endsWith("כמה חדרים?");
        server.then(ChatAnswer.saying());
        assertThat(call.says("שלושה")).endsWith("מה התקציב, בערך?");
        assertThat(failures).containsExactly(ModelFailure.Kind.BUSY, ModelFailure.Kind.EMPTY);
        assertThat(call.sentences()).noneMatch(sentence -> sentence.contains("תקלה"));
    }

    @Test
    void thePromptedModelMayNotRunOn() {
        server.then(ChatAnswer.saying("מצוין. ", "יש לנו הרבה. ", "באיזה אזור? ", "ומה התקציב? ", "ומתי?"));
        assertThat(call.says("אני מחפש דירה")).containsExactly("מצוין.", "יש לנו הרבה.", "באיזה אזור?");
    }

    @Test
    void aNoteOfTheModelThatTheCallerNeverSaidIsNotKept() {
        server.then(ChatAnswer.calling(
                "save_lead",
                "{\"area\":\"הרצליה\",\"property_type\":\"לופט\",\"budget_ils\":9000000}",
                "רשמתי. ",
                "מתי?"));
        call.says("אני רוצה לופט");
        call.hangsUp();
        var answers = call.outcomes().getFirst().answers();
        assertThat(answers.propertyType()).isEqualTo("לופט");
        assertThat(answers.area()).isNull();
        assertThat(answers.budgetIls()).isNull();
    }
}
