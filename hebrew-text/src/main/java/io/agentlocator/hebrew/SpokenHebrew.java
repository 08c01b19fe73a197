package io.agentlocator.hebrew;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text as a person, or a language model, writes it → text as a Hebrew voice should say it.
 *
 * <p>Numbers agree with what they count, prices, telephone numbers, hours, dates and abbreviations are said in full, marks
 * that have no sound are dropped. Nikud and foreign words pass through. The same text always gives the same result; an
 * instance may be used by several threads.
 */
public final class SpokenHebrew {

    private final Abbreviations abbreviations;
    private final Quantities quantities;

    /** With the tables that ship beside this class. */
    public SpokenHebrew() {
        this(new Abbreviations(Tables.resource("abbreviations.tsv")));
    }

    private SpokenHebrew(Abbreviations abbreviations) {
        this.abbreviations = abbreviations;
        this.quantities = new Quantities(new Nouns(Tables.resource("nouns.tsv")));
    }

    /**
     * With more abbreviations: those of a business, its streets and its trade.
     *
     * @param table tab-separated, what is written and what is said; its lines win over the ones that ship
     */
    public static SpokenHebrew withTable(Path table) throws IOException {
        var rows = new java.util.ArrayList<>(Tables.resource("abbreviations.tsv"));
        rows.addAll(Tables.rows(Files.newBufferedReader(table, StandardCharsets.UTF_8)));
        return new SpokenHebrew(new Abbreviations(rows));
    }

    /**
     * Never fails: what it does not know stays as it was.
     *
     * @return what is to be said; empty when nothing in the text has a sound
     */
    public String speakable(String written) {
        var text = WrittenMarks.unified(TelephoneNumbers.starsSpoken(written));
        text = TelephoneNumbers.spoken(text);
        text = abbreviations.expanded(text);
        text = HoursAndDates.spoken(text);
        text = quantities.spoken(text);
        return WrittenMarks.tidied(text);
    }
}
