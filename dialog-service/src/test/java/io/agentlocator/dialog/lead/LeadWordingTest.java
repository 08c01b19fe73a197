package io.agentlocator.dialog.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadWordingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2000000 | שני מיליון שקל
            1000000 | מיליון שקל
            2500000 | שני מיליון וחצי שקל
            1800000 | מיליון ושמונה מאות אלף שקל
            2850000 | 2,850,000 שקל
            6500 | 6,500 שקל
            """)
    void money(long shekels, String words) {
        assertThat(LeadWording.money(shekels)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | חדר אחד
            1.5 | חדר וחצי
            2 | שני חדרים
            2.5 | שניים וחצי חדרים
            3.5 | שלושה וחצי חדרים
            10 | עשרה חדרים
            12 | 12 חדרים
            """)
    void rooms(double rooms, String words) {
        assertThat(LeadWording.rooms(rooms)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"+972525381648,052-538-1648", "+97237654321,03-765-4321", "+12025550123,+12025550123"})
    void phones(String e164, String words) {
        assertThat(LeadWording.phone(e164)).isEqualTo(words);
    }

    @Test
    void aModelsNotesCountOnlyAsFarAsTheCallerSaidThem() {
        var noted = new LeadAnswers(Intent.BUY, "הרצליה", "לופט", 4.0, 3_000_000L, "מחר", "דנה כהן", null);
        var known = GroundedNotes.fill(LeadProgress.NOTHING, noted, "מדברת דנה כוהן, אני רוצה לופט, ארבעה חדרים");
        assertThat(known.answers()).isEqualTo(new LeadAnswers(Intent.BUY, null, "לופט", 4.0, null, null, null, null));
        var spelt = GroundedNotes.fill(LeadProgress.NOTHING, noted, "אני דנה קהן מהרצליה, עד שלושה מיליון");
        assertThat(spelt.answers().name()).isEqualTo("דנה כהן");
        assertThat(spelt.answers().area()).isEqualTo("הרצליה");
        assertThat(spelt.answers().budgetIls()).isEqualTo(3_000_000L);
    }
}
