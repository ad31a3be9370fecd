package org.sallyport.core.telephone;

import java.util.Optional;
import org.sallyport.core.method.PhoneNumber;

/// What is known of the world's telephone numbers. Thread-safe.
public interface NumberingPlan {
    /// What came of reading a number as somebody typed it.
    sealed interface Reading {
        /// @param country ISO 3166 code; empty for a number of no country
        /// @param takesTexts false for a number that is known to be a fixed line
        record Understood(PhoneNumber number, Optional<String> country, boolean takesTexts) implements Reading {}

        record NoNumber() implements Reading {}

        record TooShort() implements Reading {}

        record TooLong() implements Reading {}

        /// It has the right length, and nobody has such a number.
        record NotInUse() implements Reading {}

        /// A number that costs who calls it, or that nobody carries along: premium rate, shared cost, voice mail.
        record NoPersons() implements Reading {}
    }

    /// Reads a number: with its country code, or as it is written within `country`.
    ///
    /// @param country ISO 3166 code of the country it is taken to belong to
    Reading read(String typed, String country);

    /// The country of a number; empty for a number of no country.
    Optional<String> countryOf(PhoneNumber number);

    /// `30` for `GR`; 0 for a country that has none.
    int callingCode(String country);
}
