package org.sallyport.core.throttle;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;

/// Something about guessing that somebody is to hear of.
public sealed interface Alarm {
    /// So many guesses at this account that only places it was opened from lately are served.
    record AccountUnderAttack(AccountId account) implements Alarm {}

    /// A source fails at so many accounts, or so often, that it has to wait.
    record SourceSlowed(Network place) implements Alarm {
        /// The network, or that nobody said which.
        public String where() {
            return place.isNowhere() ? "unknown" : place.toString();
        }
    }

    /// Far more failures than in the last seven days.
    record StressBegan() implements Alarm {}

    record StressEnded() implements Alarm {}
}
