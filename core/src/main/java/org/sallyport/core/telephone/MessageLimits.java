package org.sallyport.core.telephone;

import java.util.Set;

/// What messages to telephones may come to.
///
/// @param countries ISO 3166 codes of the countries whose numbers get any; empty for none at all
/// @param unansweredInRange how many messages to ten thousand neighbouring numbers may stay unanswered within a day
/// @param perDay how many messages there may be within a day, to whomever
public record MessageLimits(Set<String> countries, int unansweredInRange, int perDay) {
    /// How many messages one account may have within a day, however many of them it answers: who has a telephone of
    /// their own answers all of them.
    static final int PER_ACCOUNT = 20;

    /// From how many messages of a day on it counts how many of them were answered.
    static final int JUDGED_FROM = 50;

    /// How many of a hundred have to be.
    static final int LEAST_ANSWERED = 30;

    public MessageLimits {
        countries = Set.copyOf(countries);
        if (unansweredInRange < 1 || perDay < 1) {
            throw new IllegalArgumentException("a budget is at least 1, found " + unansweredInRange + " and " + perDay);
        }
    }
}
