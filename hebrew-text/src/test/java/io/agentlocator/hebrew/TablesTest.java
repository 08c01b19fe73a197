package io.agentlocator.hebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people edit: no line twice, no line of another form, nothing on the right side that a voice cannot say. */
class TablesTest {

    private static final String SPOKEN = "[א-ת\\u05B0-\\u05C7׳' ]+";
    private static final String SPOKEN_OR_UNIT = "[א-ת\\u05B0-\\u05C7׳'₪ ]+";

    @ParameterizedTest
    @ValueSource(strings = {"abbreviations.tsv", "nouns.tsv", "compounds.tsv", "latin.tsv"})
    void noLineIsThereTwice(String table) {
        var seen = new HashSet<String>();
        assertThat(Tables.resource(table))
                .allSatisfy(
                        row -> assertThat(seen.add(row.get(0))).as(row.get(0)).isTrue());
    }

    @Test
    void anAbbreviationIsSaidInHebrew() {
        assertThat(Tables.resource("abbreviations.tsv")).allSatisfy(row -> {
            assertThat(row).hasSize(2);
            assertThat(row.get(1)).matches(SPOKEN_OR_UNIT);
        });
    }

    @Test
    void aLatinWordIsSaidInHebrew() {
        assertThat(Tables.resource("latin.tsv")).allSatisfy(row -> {
            assertThat(row).hasSize(2);
            assertThat(row.get(0)).matches("[a-z]+( [a-z]+)?");
            assertThat(row.get(1)).matches(SPOKEN);
        });
    }

    @Test
    void aNounHasTwoFormsAndAGender() {
        var genders = new HashMap<String, String>();
        assertThat(Tables.resource("nouns.tsv")).allSatisfy(row -> {
            assertThat(row).hasSizeBetween(3, 4);
            assertThat(row.get(2)).isIn("m", "f");
            assertThat(row.get(0)).doesNotContain(" ");
            genders.put(row.get(0), row.get(2));
        });
        assertThat(genders).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({
        "לקוחות,MASCULINE",
        "מקומות,MASCULINE",
        "לילות,MASCULINE",
        "שבועות,MASCULINE",
        "דוחות,MASCULINE",
        "שנים,FEMININE",
        "ערים,FEMININE",
        "פעמים,FEMININE",
        "נשים,FEMININE",
        "חדרי,MASCULINE",
        "יחידת,FEMININE",
        "ימי,MASCULINE",
        "תוכניות,FEMININE",
        "ביקורים,MASCULINE"
    })
    void theGenderOfWhatIsCounted(String word, Gender gender) {
        var nouns = new Nouns(Tables.resource("nouns.tsv"), Tables.resource("compounds.tsv"));
        assertThat(nouns.counted(word).orElseThrow().gender()).isEqualTo(gender);
    }

    @Test
    void aWordThatIsNotCountedHasNoGender() {
        var nouns = new Nouns(Tables.resource("nouns.tsv"), List.of());
        assertThat(nouns.counted("עם")).isEmpty();
        assertThat(nouns.counted("בדירות")).isEmpty();
    }
}
