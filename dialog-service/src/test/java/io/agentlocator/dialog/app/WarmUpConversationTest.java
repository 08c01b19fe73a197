package io.agentlocator.dialog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.SlotQuestions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.TurnSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpConversationTest {

    private final FixedPhrases phrases = new FixedPhrases("שי דירות ומשרדים בע״מ");
    private final LeadReader leads =
            new LeadReader(new UtteranceReader(new IsraeliPhoneNumbers()), new SlotQuestions(phrases.questions()));

    @Test
    void eachOfTheCallersWordsIsAnswered() throws Exception {
        var asked = new ArrayList<Integer>();
        var scripted = new ScriptedDialog(phrases, leads);
        LanguageModel model = (request, sentences) -> {
            asked.add(request.answers());
            return scripted.answer(request, sentences);
        };

        int sentences =
                new WarmUpConversation(new ConversationRules(TurnSettings.DEFAULTS, phrases, leads), model).hold();

        assertThat(asked).isEqualTo(List.of(1, 2, 3));
        assertThat(sentences).isGreaterThan(3);
    }
}
