package io.agentlocator.gonogo;

import io.agentlocator.twilio.PublicUrl;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments of the command line.
 *
 * @param watchdog the time-outs that the watchdog must run with
 * @param commit the build that must answer, or the beginning of its id
 * @param strict whether a check that did not run means NO-GO
 */
record Options(
        PublicUrl url,
        Optional<Watchdog> watchdog,
        Locale language,
        boolean json,
        Optional<String> commit,
        boolean strict) {

    record Watchdog(int start, int noMedia) {
        @Override
        public String toString() {
            return start + "/" + noMedia;
        }
    }

    static final String USAGE = """
            ./agentlocator gonogo BASE_URL [--watchdog 3/3] [--lang he|en] [--json] [--commit SHA] [--strict]

            Looks at a deployment from outside and says GO or NO-GO; ends with 0 or 1, with 2 if it was asked wrongly.
            BASE_URL           the public address, with or without https://; $PUBLIC_BASE_URL if it is not given
            --watchdog 3/3     the deployment must run with these time-outs (start/no media) while it is checked
            --commit SHA       the build that must answer
            --lang he          the report in Hebrew
            --json             the report for machines
            --strict           what had to be left out is NO-GO too
            TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in the environment are the deployment's own; without the token no
            call can be pretended, and what stands on that is left out.
            """;

    /** @throws IllegalArgumentException with a message for the person who typed it */
    static Options of(List<String> arguments, Optional<String> publicBaseUrl) {
        Optional<String> url = publicBaseUrl.filter(text -> !text.isBlank());
        Optional<Watchdog> watchdog = Optional.empty();
        Optional<String> commit = Optional.empty();
        Locale language = Locale.ENGLISH;
        boolean json = false;
        boolean strict = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--json" -> json = true;
                case "--strict" -> strict = true;
                case "--watchdog" -> watchdog = Optional.of(watchdog(value(argument, rest)));
                case "--commit" -> commit = Optional.of(value(argument, rest));
                case "--lang" -> language = language(value(argument, rest));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("there is no option " + argument);
                    }
                    url = Optional.of(argument);
                }
            }
        }
        return new Options(
                PublicUrl.parse(
                        url.orElseThrow(() -> new IllegalArgumentException("which deployment? Give its address"))),
                watchdog,
                language,
                json,
                commit,
                strict);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.next();
    }

    private static Locale language(String name) {
        return switch (name) {
            case "he" -> Locale.forLanguageTag("he");
            case "en" -> Locale.ENGLISH;
            default -> throw new IllegalArgumentException("--lang is he or en, not " + name);
        };
    }

    private static Watchdog watchdog(String text) {
        if (!text.matches("\\d{1,3}/\\d{1,3}")) {
            throw new IllegalArgumentException("--watchdog wants seconds/seconds as in 3/3, not " + text);
        }
        String[] parts = text.split("/", -1);
        return new Watchdog(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}
