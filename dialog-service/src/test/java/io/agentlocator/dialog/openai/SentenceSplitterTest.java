package io.agentlocator.dialog.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceSplitterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            מצוין. באיזה אזור? | מצוין./באיזה אזור?
            דירה ב-3.5 חדרים. יופי! | דירה ב-3.5 חדרים./יופי!
            שי בע״מ. שלום | שי בע״מ./שלום
            רח. הרצל 5, רמת גן. נכון? | רח. הרצל 5, רמת גן./נכון?
            מה?! באמת... כן | מה?!/באמת.../כן
            **מצוין.** טוב | מצוין./טוב
            עד 2,850,000 שקל. בסדר | עד 2,850,000 שקל./בסדר
            אחת | אחת
            """)
    void sentences(String text, String expected) {
        List<String> wanted = List.of(expected.split("/"));
        assertThat(split(text, text.length())).isEqualTo(wanted);
        // However the text is cut, the sentences are the same.
        for (int size = 1; size < text.length(); size++) {
            assertThat(split(text, size)).as("in pieces of %d", size).isEqualTo(wanted);
        }
    }

    private static List<String> split(String text, int size) {
        var splitter = new SentenceSplitter();
        var sentences = new ArrayList<String>();
        for (int from = 0; from < text.length(); from += size) {
            sentences.addAll(splitter.add(text.substring(from, Math.min(text.length(), from + size))));
        }
        sentences.addAll(splitter.rest());
        return sentences;
    }
}
