package org.sallyport.core.method;

import java.util.regex.Pattern;

/// A telephone number as the whole world writes it (ITU-T E.164): a plus sign and 7 to 15 digits.
public record PhoneNumber(String value) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int SHOWN = 2;

    public PhoneNumber {
        if (!E164.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a telephone number is a plus sign and 7 to 15 digits, found " + value.length() + " characters");
        }
    }

    /// `•••• 12`: enough for its owner to know it again.
    public String masked() {
        return "•••• " + value.substring(value.length() - SHOWN);
    }

    @Override
    public String toString() {
        return masked();
    }
}
