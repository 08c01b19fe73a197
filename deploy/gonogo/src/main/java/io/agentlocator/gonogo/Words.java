package io.agentlocator.gonogo;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * A sentence of the report, before it is put into a language.
 *
 * @param key in the resource bundles
 * @param gaps the values of its placeholders, in order; may be words themselves
 */
record Words(String key, List<Object> gaps) {

    private static final String ALL = "all";
    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';

    static Words of(String key, Object... gaps) {
        return new Words(key, List.of(gaps));
    }

    static Words all(List<Words> sentences) {
        return new Words(ALL, List.copyOf(sentences));
    }

    /** The resource bundle of a language; English when there is none. */
    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "gonogo", language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }

    String in(ResourceBundle bundle) {
        if (key.equals(ALL)) {
            return gaps.stream().map(gap -> text(gap, bundle)).collect(Collectors.joining("; "));
        }
        return new MessageFormat(bundle.getString("finding." + key))
                .format(gaps.stream().map(gap -> text(gap, bundle)).toArray());
    }

    /** Isolates a value, so that an address in a line from right to left does not reorder the words around it. */
    private static String text(Object gap, ResourceBundle bundle) {
        if (gap instanceof Words words) {
            return words.in(bundle);
        }
        return bundle.getLocale().getLanguage().equals("he")
                ? ISOLATE + gap.toString() + END_OF_ISOLATE
                : gap.toString();
    }
}
