package io.agentlocator.crm.libphonenumber;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import io.agentlocator.crm.PhoneNumberNormalizer;
import java.util.Optional;
import java.util.Set;

/** Numbers without a country code are taken to be Israeli. */
public final class LibPhoneNumberNormalizer implements PhoneNumberNormalizer {

    private static final String HOME = "IL";

    /** Callers who withhold their number, as networks spell it on a keypad: ANONYMOUS, RESTRICTED, UNAVAILABLE, … */
    private static final Set<String> WITHHELD =
            Set.of("+266696687", "+2666966687", "+7378742833", "+86282452253", "+8566696", "+2562533");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    @Override
    public Optional<String> e164(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > 40 || text.codePoints().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        if (WITHHELD.contains(text)) {
            return Optional.empty();
        }
        try {
            var number = numbers.parse(text, HOME);
            // Possible by its length is enough: networks hand out numbers that no library has heard of yet.
            return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
