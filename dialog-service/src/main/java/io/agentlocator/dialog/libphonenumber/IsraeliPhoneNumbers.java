package io.agentlocator.dialog.libphonenumber;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.agentlocator.dialog.hebrew.PhoneNumberParser;
import java.util.Optional;

/**
 * Telephone numbers as they are dialled in Israel. A possible number is enough: the library's list of valid prefixes lags
 * behind the regulator's (050-123-4567 is possible, not "valid"). Star numbers (*2700) cannot be called back; they are
 * refused here, as the library would parse them as subscriber numbers.
 */
public final class IsraeliPhoneNumbers implements PhoneNumberParser {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    @Override
    public Optional<String> e164(String digits) {
        String bare = digits.strip();
        if (bare.startsWith("*") || bare.startsWith("#")) {
            return Optional.empty();
        }
        String dialled = bare.startsWith("972") ? "+" + bare : bare;
        try {
            var number = LIBRARY.parse(dialled, "IL");
            // A number without its leading zero was heard in part only.
            boolean whole = dialled.startsWith("0") || dialled.startsWith("+") || dialled.startsWith("1");
            return whole && LIBRARY.isPossibleNumber(number) && plausibleInIsrael(number)
                    ? Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** A mobile number has nine digits after the country code, a landline eight. */
    private static boolean plausibleInIsrael(com.google.i18n.phonenumbers.Phonenumber.PhoneNumber number) {
        if (number.getCountryCode() != 972) {
            return LIBRARY.isValidNumber(number);
        }
        String national = Long.toString(number.getNationalNumber());
        boolean mobile = national.startsWith("5") || national.startsWith("7");
        boolean free = national.startsWith("1");
        return free ? national.length() >= 9 : national.length() == (mobile ? 9 : 8);
    }
}
