package io.agentlocator.dialog.lead;

import io.agentlocator.events.LeadAnswers;
import io.agentlocator.hebrew.Gender;
import io.agentlocator.hebrew.NumberSpeller;
import io.agentlocator.hebrew.NumberSpeller.Form;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Puts answers into spoken Hebrew. */
public final class LeadWording {

    private LeadWording() {}

    /** All wishes in one phrase: "דירה, שלושה חדרים, ברמת גן, עד שני מיליון שקל, תוך חודשיים"; empty for none. */
    public static String wishes(LeadAnswers answers) {
        var parts = new ArrayList<String>();
        String type = answers.propertyType();
        if (type != null || answers.intent() != null) {
            parts.add(subject(answers.intent(), type));
        }
        if (answers.rooms() != null) {
            parts.add(rooms(answers.rooms()));
        }
        if (answers.area() != null) {
            parts.add(in(answers.area()));
        }
        if (answers.budgetIls() != null) {
            boolean owner = answers.intent() == LeadAnswers.Intent.SELL || answers.intent() == LeadAnswers.Intent.LET;
            parts.add((owner ? "ב" : "עד ") + money(answers.budgetIls()));
        }
        if (answers.timing() != null) {
            parts.add(answers.timing());
        }
        return String.join(", ", parts);
    }

    private static String subject(LeadAnswers.@Nullable Intent intent, @Nullable String type) {
        String what = type == null ? "נכס" : type;
        if (intent == null) {
            return what;
        }
        return switch (intent) {
            case BUY -> what + " לקנייה";
            case RENT -> what + " בשכירות";
            case SELL -> what + " למכירה";
            case LET -> what + " להשכרה";
        };
    }

    /** As dialled in Israel, in groups for listening: 052-538-1648. Other countries' numbers stay as they are. */
    public static String phone(String e164) {
        if (!e164.startsWith("+972")) {
            return e164;
        }
        String national = "0" + e164.substring(4);
        int area = national.length() == 10 ? 3 : 2;
        return national.length() < 9
                ? national
                : national.substring(0, area) + "-" + national.substring(area, area + 3) + "-"
                        + national.substring(area + 3);
    }

    static String rooms(double rooms) {
        int whole = (int) rooms;
        boolean half = rooms > whole;
        if (whole > 10) {
            return (half ? Double.toString(rooms) : Integer.toString(whole)) + " חדרים";
        }
        if (whole == 1) {
            return half ? "חדר וחצי" : "חדר אחד";
        }
        return masculine(whole, half ? Form.ALONE : Form.BEFORE_NOUN) + (half ? " וחצי" : "") + " חדרים";
    }

    static String money(long shekels) {
        long millions = shekels / 1_000_000;
        long thousands = shekels % 1_000_000 / 1000;
        long rest = shekels % 1000;
        if (millions > 0 && millions <= 10 && rest == 0 && thousands % 100 == 0) {
            String head = millions == 1 ? "מיליון" : masculine(millions, Form.BEFORE_NOUN) + " מיליון";
            if (thousands == 0) {
                return head + " שקל";
            }
            return head + " ו" + (thousands == 500 ? "חצי" : masculine(thousands, Form.ALONE) + " אלף") + " שקל";
        }
        return String.format(java.util.Locale.ROOT, "%,d שקל", shekels);
    }

    private static String masculine(long number, Form form) {
        return NumberSpeller.cardinal(number, Gender.MASCULINE, form);
    }

    /** "ברמת גן". A leading article is kept: speech contracts it with the particle, and a wrong contraction would change the name. */
    private static String in(String area) {
        return area.startsWith("ה") && area.length() > 3 && !area.startsWith("הר") && !area.startsWith("הוד")
                ? "באזור " + area
                : "ב" + area;
    }
}
