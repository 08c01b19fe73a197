package io.agentlocator.hebrew;

import io.agentlocator.hebrew.NumberSpeller.Form;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts with a currency or percent sign, in thousands and millions, and the lower end of a range. */
final class Amounts {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ONE_AND_HALF = new BigDecimal("1.5");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A unit that a sign stands for. */
    private record Unit(String singular, String plural) {}

    private static final Unit SHEKEL = new Unit("שקל", "שקלים");
    private static final Map<String, Unit> UNITS = Map.of(
            "₪", SHEKEL,
            "$", new Unit("דולר", "דולרים"),
            "€", new Unit("אירו", "אירו"),
            "%", new Unit("אחוז", "אחוזים"));

    private Amounts() {}

    /** "שניים עד " of a range, nothing without one. */
    static String range(BigDecimal first, @Nullable BigDecimal second, BigDecimal magnitude, Gender gender) {
        if (second == null) {
            return "";
        }
        boolean plain = isHalf(first) || isWhole(first);
        var from = plain && first.compareTo(second) < 0
                ? NumberSpeller.decimal(first, gender, Form.ALONE)
                : amount(first, magnitude, gender, Form.ALONE);
        return from + " עד ";
    }

    /** @param sign one of ₪ $ € % */
    static String measured(BigDecimal number, BigDecimal magnitude, String sign) {
        return measured(number, magnitude, UNITS.getOrDefault(sign, SHEKEL));
    }

    private static String measured(BigDecimal number, BigDecimal magnitude, Unit unit) {
        var total = number.multiply(magnitude);
        if (total.compareTo(BigDecimal.ONE) == 0) {
            return unit.singular + " אחד";
        }
        if (total.compareTo(ONE_AND_HALF) == 0) {
            return unit.singular + " וחצי";
        }
        boolean money = !unit.singular.equals("אחוז");
        if (money && !isWhole(total) && !isHalf(total)) {
            return coins(total, unit);
        }
        boolean few = total.compareTo(BigDecimal.ONE) > 0 && total.compareTo(new BigDecimal("11")) < 0;
        boolean plural = few && (isWhole(total) || isHalf(total));
        return amount(number, magnitude, Gender.MASCULINE, Form.BEFORE_NOUN) + " "
                + (plural ? unit.plural : unit.singular);
    }

    private static String coins(BigDecimal total, Unit unit) {
        var whole = new BigDecimal(total.toBigInteger());
        long hundredths = total.subtract(whole).multiply(HUNDRED).longValue();
        var coin = unit.singular.equals("שקל")
                ? (hundredths == 1 ? "אגורה" : "אגורות")
                : (hundredths == 1 ? "סנט" : "סנטים");
        var gender = unit.singular.equals("שקל") ? Gender.FEMININE : Gender.MASCULINE;
        var small = NumberSpeller.cardinal(hundredths, gender, Form.BEFORE_NOUN) + " " + coin;
        return whole.signum() == 0 ? small : measured(whole, BigDecimal.ONE, unit) + " ו" + small;
    }

    /** Millions and halves of them as people say them ("שניים וחצי מיליון"), everything else in full. */
    static String amount(BigDecimal number, BigDecimal magnitude, Gender gender, Form form) {
        var total = number.multiply(magnitude);
        var millions = total.divide(MILLION);
        if (total.compareTo(MILLION) >= 0 || (magnitude.compareTo(MILLION) == 0 && isHalf(millions))) {
            if (millions.compareTo(HALF) == 0) {
                return "חצי מיליון";
            }
            if (millions.compareTo(ONE_AND_HALF) == 0) {
                return "מיליון וחצי";
            }
            if (isHalf(millions) && millions.compareTo(HUNDRED) < 0) {
                return NumberSpeller.decimal(millions, Gender.MASCULINE, Form.ALONE) + " מיליון";
            }
        }
        return NumberSpeller.decimal(total, gender, form);
    }

    static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    static boolean isHalf(BigDecimal number) {
        return number.remainder(BigDecimal.ONE).compareTo(HALF) == 0;
    }
}
