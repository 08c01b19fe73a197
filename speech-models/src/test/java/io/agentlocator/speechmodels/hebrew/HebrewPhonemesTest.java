package io.agentlocator.speechmodels.hebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HebrewPhonemesTest {

    private static final HebrewPhonemes PHONEMES = HebrewPhonemes.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            דִּירָה              | dir'a
            שָׁלוֹם              | shal'om
            תֵּל                 | t'el
            שֶׁקֶל               | sh'ekel
            בְּבַקָּשָׁה          | bevakash'a
            כֹּהֵן               | koh'en
            בַּיִת               | b'ayit
            מִרְפֶּסֶת            | mirp'eset
            רֶגַע                | r'ega
            שֶׁבַע               | sh'eva
            יְרוּשָׁלַיִם         | yerushal'ayim
            פִּיתוּחַ             | pit'uax
            צָהֳרַיִם            | tsohor'ayim
            מַשְׁכַּנְתָּא         | mashkant'a
            צ׳ֶק                 | ch'ek
            שִׂמְחָה             | simx'a
            קִוָּה               | kiv'a
            """)
    void readsPoints(String word, String sound) {
        assertThat(PointedReader.read(word)).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            שלום, כאן לאה. איך אפשר לעזור?     | ʃalˈom, kˈan leˈa. ˈejx efʃˈaɾ laazˈoɾ?
            דירה בתל אביב                      | diɾˈa betˈel avˈiv
            דירה בתל־אביב                      | diɾˈa betˈel avˈiv
            ובחיפה                             | vebexˈejfa
            מהמשרד                             | mehamisɾˈad
            כשהדירה                            | kʃehadiɾˈa
            ש״ח                                | ʃˈekel
            ש"ח                                | ʃˈekel
            בע״מ                               | beeɾavˈon muɡbˈal
            קוטג'                              | kˈoteʤ
            ביום שני, בבית שמש                 | bejˈom ʃenˈi, bebˈejt ʃˈemeʃ
            יש לי שני ילדים                    | jˈeʃ lˈi ʃnˈej jeladˈim
            שתים עשרה                          | ʃtˈejm esɾˈe
            3 חדרים                            | ʃloʃˈa xadaɾˈim
            שָׁלוֹם וברוכים הבאים              | ʃalˈom vebɾuxˈim habaˈim
            Tel Aviv - OK                      | tˈel ˈaviv, ˈo kˈej
            """)
    void readsText(String text, String phonemes) {
        assertThat(PHONEMES.of(text)).isEqualTo(phonemes);
    }

    @Test
    void givesUnknownWordsAVowelBetweenConsonants() {
        assertThat(PHONEMES.of("מיכאלשוילי")).isNotBlank().matches("[\\p{L}ˈ]+");
        assertThat(PHONEMES.of("גבירול")).isEqualTo("ɡaviɾˈol");
        assertThat(PHONEMES.of("הגבירול")).isEqualTo("haɡaviɾˈol");
    }

    @Test
    void takesTheWordsOfABusiness() {
        HebrewPhonemes ours = PHONEMES.with("# ours\nגבירול\tgvir'ol\nנדלניקס\tנַדְלָנִיקְס\n");
        assertThat(ours.of("רחוב אבן גבירול, נדלניקס")).isEqualTo("ɾexˈov ˈeven ɡviɾˈol, nadlanˈiks");
        assertThatThrownBy(() -> PHONEMES.with("שלום\tqqq")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> PHONEMES.with("שלום")).hasMessageContaining("line 1");
    }

    @Test
    void saysNothingForNothing() {
        assertThat(PHONEMES.of("")).isEmpty();
        assertThat(PHONEMES.of(" ... ")).isEmpty();
    }

    @Test
    void theListIsLargeAndEveryWordOfItHasAStress() {
        WordList words = WordList.shipped();
        assertThat(words.size()).isGreaterThan(1200);
        assertThat(words.all())
                .allSatisfy((word, sound) -> assertThat(sound).as(word).contains("'"));
    }

    @Test
    void everyPhonemeIsOneThatTheVoiceKnows() {
        String known = ";:,.!?—…\"() abcdefhijklmnopqrstuvwxyzɡɾʃʒʤʦʧˈ";
        WordList.shipped()
                .all()
                .forEach((word, sound) -> assertThat(Notation.toIpa(sound).chars())
                        .as(word)
                        .allMatch(letter -> known.indexOf(letter) >= 0));
    }
}
