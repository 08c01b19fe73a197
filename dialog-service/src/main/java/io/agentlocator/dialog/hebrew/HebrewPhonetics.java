package io.agentlocator.dialog.hebrew;

/**
 * Compares Hebrew words by their sound, roughly. Recognisers confuse letters that sound alike (אבירה and עבירה, טב and תו).
 * So letters that sound alike are folded into one, and the vowel letters א ה ו י cost less in the edit distance.
 */
public final class HebrewPhonetics {

    private static final String VOWEL_LETTERS = "אהיו";

    private HebrewPhonetics() {}

    /** The text with one letter for each sound, without spaces and anything but Hebrew letters and digits. */
    public static String fold(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case 'ט' -> folded.append('ת');
                case 'ק', 'ח', 'ך' -> folded.append('כ');
                case 'ם' -> folded.append('מ');
                case 'ן' -> folded.append('נ');
                case 'ף' -> folded.append('פ');
                case 'ץ' -> folded.append('צ');
                case 'ע' -> folded.append('א');
                case 'ס' -> folded.append('ש');
                default -> {
                    if (letter >= 'א' && letter <= 'ת' || Character.isDigit(letter)) {
                        folded.append(letter);
                    }
                }
            }
        }
        return folded.toString().replace("וו", "ב").replace("יי", "י");
    }

    /** The edit distance of two folded words: a consonant counts 1, a vowel letter 0.5. */
    public static double edits(String a, String b) {
        double[] row = new double[b.length() + 1];
        for (int j = 1; j <= b.length(); j++) {
            row[j] = row[j - 1] + weight(b.charAt(j - 1));
        }
        for (int i = 1; i <= a.length(); i++) {
            double diagonal = row[0];
            char x = a.charAt(i - 1);
            row[0] += weight(x);
            for (int j = 1; j <= b.length(); j++) {
                char y = b.charAt(j - 1);
                double above = row[j];
                row[j] = Math.min(Math.min(above + weight(x), row[j - 1] + weight(y)), diagonal + substitution(x, y));
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    /** The edit distance in proportion to the longer word: 0 for the same sound. */
    public static double distance(String foldedA, String foldedB) {
        int longer = Math.max(foldedA.length(), foldedB.length());
        return longer == 0 ? 0 : edits(foldedA, foldedB) / longer;
    }

    private static double weight(char letter) {
        return VOWEL_LETTERS.indexOf(letter) >= 0 ? 0.5 : 1;
    }

    private static double substitution(char x, char y) {
        if (x == y) {
            return 0;
        }
        boolean vowels = VOWEL_LETTERS.indexOf(x) >= 0 && VOWEL_LETTERS.indexOf(y) >= 0;
        return vowels ? 0.4 : 1;
    }
}
