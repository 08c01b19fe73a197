package io.agentlocator.hebrew;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** E-mail and web addresses, read as they are dictated: "אופיס שטרודל גמייל נקודה קום". */
final class WebAddresses {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?";
    private static final Pattern MAIL = Pattern.compile(
            "(?<![A-Za-z0-9._%+])(?<![A-Za-z0-9]-)[A-Za-z0-9][A-Za-z0-9._%+-]*@" + LABEL + "(?:\\." + LABEL + ")+");
    private static final Pattern SITE =
            Pattern.compile("(?<![A-Za-z0-9@._])(?<![A-Za-z0-9]-)(?:https?://)?(?<address>(?:www\\.)?" + LABEL
                    + "(?:\\." + LABEL
                    + ")*\\.(?:com|net|org|gov|info|biz|io|me|tv|app|site|online|shop|il|co|homes|ישראל)"
                    + "(?![A-Za-z0-9])(?:/[A-Za-z0-9_%.~-]+)*)/?");
    private static final Pattern SCHEME = Pattern.compile("https?://(?=[A-Za-z0-9])");
    private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|[@._/%+~-]");

    private WebAddresses() {}

    static String spoken(String text) {
        var said = MAIL.matcher(text).replaceAll(WebAddresses::dictated);
        said = SITE.matcher(said).replaceAll(found -> dictated(found.group("address")));
        return SCHEME.matcher(said).replaceAll("");
    }

    private static String dictated(MatchResult found) {
        return dictated(found.group());
    }

    private static String dictated(String address) {
        var said = new StringBuilder();
        var parts = PART.matcher(address);
        while (parts.find()) {
            said.append(' ').append(part(parts.group()));
        }
        return said.append(' ').toString();
    }

    private static String part(String part) {
        return switch (part) {
            case "@" -> "שטרודל";
            case "." -> "נקודה";
            case "/" -> "סלאש";
            case "-" -> "מקף";
            case "_" -> "קו תחתון";
            case "+" -> "פלוס";
            case "%" -> "אחוז";
            case "~" -> "טילדה";
            default -> Character.isDigit(part.charAt(0)) ? NumberSpeller.digits(part) : LatinWords.word(part);
        };
    }
}
