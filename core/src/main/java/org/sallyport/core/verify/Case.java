package org.sallyport.core.verify;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.policy.Limits;

/// What the rules judge: an attempt whose account is known, with everything about it at hand.
///
/// @param matched the app password that the secret is; null where it is the account password
record Case(
        Attempt attempt, AccountSnapshot snapshot, @Nullable AppPassword matched, Instant now) {
    Limits limits() {
        return snapshot.policy().limits();
    }

    Verdict.Accepted accepted() {
        return accepted(snapshot.account(), matched);
    }

    /// What is said where nothing refuses.
    static Verdict.Accepted accepted(Account account, @Nullable AppPassword matched) {
        return new Verdict.Accepted(
                account.id(), account.username(), Optional.ofNullable(matched).map(AppPassword::id));
    }
}
