package io.agentlocator.dialog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.Lines;
import io.agentlocator.dialog.RuleSettings;
import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Questions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsedConversationTest {

    private final Lines lines = new Lines("שי דירות ומשרדים בע״מ");
    private final LeadReader leads =
            new LeadReader(new HebrewAnswers(new IsraeliPhoneNumbers()), new Questions(lines.questions()));

    @Test
    void eachOfTheCallersWordsIsAnswered() throws Exception {
        var asked = new ArrayList<Integer>();
        var scripted = new ScriptedDialog(lines, leads);
        LanguageModel model = (question, sentences) -> {
            asked.add(question.answers());
            return scripted.answer(question, sentences);
        };

        int sentences =
                new RehearsedConversation(new ConversationRules(RuleSettings.DEFAULTS, lines, leads), model).hold();

        assertThat(asked).isEqualTo(List.of(1, 2, 3));
        assertThat(sentences).isGreaterThan(3);
    }
}
