package org.sallyport.server.telephone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.telephone.NumberingPlan;

/// The numbering plans of the world as Google's libphonenumber knows them. Thread-safe.
public final class WorldNumbers implements NumberingPlan {
    private static final int LONGEST_TYPED = 40;

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

    @Override
    public Reading read(String typed, String country) {
        if (typed.length() > LONGEST_TYPED) {
            return new Reading.TooLong();
        }
        try {
            var number = plans.parse(typed, country);
            return number.hasExtension() ? new Reading.NoNumber() : judge(number);
        } catch (NumberParseException notANumber) {
            return switch (notANumber.getErrorType()) {
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> new Reading.TooShort();
                case TOO_LONG -> new Reading.TooLong();
                case INVALID_COUNTRY_CODE, NOT_A_NUMBER -> new Reading.NoNumber();
            };
        }
    }

    @Override
    public Optional<String> countryOf(PhoneNumber number) {
        try {
            return country(plans.parse(number.value(), null));
        } catch (NumberParseException ofNoCountry) {
            return Optional.empty();
        }
    }

    @Override
    public int callingCode(String country) {
        return plans.getCountryCodeForRegion(country);
    }

    private Reading judge(Phonenumber.PhoneNumber number) {
        return switch (plans.isPossibleNumberWithReason(number)) {
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> new Reading.TooShort();
            case TOO_LONG -> new Reading.TooLong();
            case INVALID_LENGTH -> new Reading.NotInUse();
            case INVALID_COUNTRY_CODE -> new Reading.NoNumber();
            case IS_POSSIBLE -> judgeType(number, plans.getNumberType(number));
        };
    }

    private Reading judgeType(Phonenumber.PhoneNumber number, PhoneNumberType type) {
        return switch (type) {
            case UNKNOWN -> new Reading.NotInUse();
            case TOLL_FREE, PREMIUM_RATE, SHARED_COST, PAGER, UAN, VOICEMAIL -> new Reading.NoPersons();
            case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, VOIP, PERSONAL_NUMBER ->
                new Reading.Understood(
                        new PhoneNumber(plans.format(number, PhoneNumberFormat.E164)),
                        country(number),
                        type != PhoneNumberType.FIXED_LINE);
        };
    }

    private Optional<String> country(Phonenumber.PhoneNumber number) {
        return Optional.ofNullable(plans.getRegionCodeForNumber(number))
                .filter(code -> code.length() == 2)
                .filter(code -> Character.isLetter(code.charAt(0)));
    }
}
