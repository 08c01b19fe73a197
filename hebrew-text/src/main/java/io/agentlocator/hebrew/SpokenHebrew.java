package io.agentlocator.hebrew;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as a person, or a language model, writes it → text as a Hebrew voice should say it.
 *
 * <p>Numbers agree with what they count, prices, telephone numbers, hours, dates and abbreviations are said in full, marks
 * that have no sound are dropped, words in Latin letters are written in Hebrew ones. Nikud passes through. The same text always gives the same result; an
 * instance may be used by several threads.
 */
public final class SpokenHebrew {

    private static final String ABBREVIATIONS = "abbreviations.tsv";

    private final Abbreviations abbreviations;
    private final Ordinals ordinals;
    private final Quantities quantities;

    /** With the tables that ship beside this class. */
    public SpokenHebrew() {
        this(Tables.resource(ABBREVIATIONS));
    }

    private SpokenHebrew(List<List<String>> abbreviations) {
        var nouns = new Nouns(Tables.resource("nouns.tsv"), Tables.resource("compounds.tsv"));
        this.abbreviations = new Abbreviations(abbreviations);
        this.ordinals = new Ordinals(nouns);
        this.quantities = new Quantities(nouns);
    }

    /**
     * With more abbreviations: those of a business, its streets and its trade.
     *
     * @param table tab-separated, what is written and what is said; its lines win over the ones that ship
     */
    public static SpokenHebrew withTable(Path table) throws IOException {
        var rows = new ArrayList<>(Tables.resource(ABBREVIATIONS));
        rows.addAll(Tables.rows(Files.newBufferedReader(table, StandardCharsets.UTF_8)));
        return new SpokenHebrew(rows);
    }

    /**
     * Never fails. No digit, Latin letter or sign is left in what is said: Hebrew words with their nikud, and the
     * punctuation that a voice rests at.
     *
     * @return what is to be said; empty when nothing in the text has a sound
     */
    public String speakable(String written) {
        var text = WebAddresses.spoken(LatinWords.plain(WrittenMarks.visible(written)));
        text = WrittenMarks.unified(Signs.beforeNumbers(TelephoneNumbers.starsSpoken(text)));
        text = TelephoneNumbers.spoken(LatinWords.apart(Ordinals.english(text)));
        text = Signs.between(abbreviations.expanded(text));
        text = LetterNames.spoken(text);
        text = HoursAndDates.spoken(text);
        text = TelephoneNumbers.groupsSpoken(text);
        text = quantities.spoken(ordinals.spoken(text));
        return WrittenMarks.tidied(Signs.alone(LatinWords.spoken(text)));
    }
}
