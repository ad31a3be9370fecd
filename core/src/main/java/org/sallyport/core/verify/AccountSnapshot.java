package org.sallyport.core.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.policy.Terms;
import org.sallyport.core.secret.Secret;

/// Everything the rules need to know about one account at one moment, so that they look nothing up. Immutable; what can
/// be computed before anybody asks is computed when it is made.
public final class AccountSnapshot {
    private final Account account;
    private final MfaStanding standing;
    private final Policy policy;
    private final List<AppPassword> appPasswords;
    private final Instant passwordChanged;
    private final AppPasswordDigest.Binding binding;
    private final DigestTable digests;
    private final Opener[] openers;

    /// @param salt the account's
    /// @param policy that holds for the account
    /// @param appPasswords open, expired and revoked ones, newest last
    /// @param passwordChanged when the account password was last set
    public AccountSnapshot(
            Account account,
            byte[] salt,
            MfaStanding standing,
            Policy policy,
            List<AppPassword> appPasswords,
            Instant passwordChanged) {
        this.account = account;
        this.standing = standing;
        this.policy = policy;
        this.appPasswords = List.copyOf(appPasswords);
        this.passwordChanged = passwordChanged;
        this.binding = new AppPasswordDigest.Binding(account.id(), salt);
        this.digests = new DigestTable(this.appPasswords);
        this.openers = this.appPasswords.stream()
                .map(appPassword -> new Opener(account, standing.state(), policy.terms(), appPassword))
                .toArray(Opener[]::new);
    }

    public Account account() {
        return account;
    }

    public MfaStanding standing() {
        return standing;
    }

    public Policy policy() {
        return policy;
    }

    /// On which it holds app passwords.
    public Terms terms() {
        return policy.terms();
    }

    public List<AppPassword> appPasswords() {
        return appPasswords;
    }

    Optional<AppPassword> appPassword(AppPasswordId id) {
        return appPasswords.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public Instant passwordChanged() {
        return passwordChanged;
    }

    /// Looks for the keys that made its digests where they are not in memory: one that was made on another node a
    /// moment ago, or one that is gone and everything it made with it. May read a file.
    void lookForKeys(AppPasswordDigest made) {
        for (int keyId : digests.distinctKeyIds()) {
            made.lookFor(keyId);
        }
    }

    /// The app password that these letters are, if any; never blocks. Computes one digest for every key that made one
    /// of them, which is one unless keys were rotated, and compares with all in constant time. Where there is no app
    /// password, one is computed all the same.
    @Nullable
    Opener match(Secret letters, AppPasswordDigest made) {
        Opener found = null;
        int[] keyIds = digests.distinctKeyIds();
        if (keyIds.length == 0) {
            made.forNothing(letters);
        }
        for (int keyId : keyIds) {
            var candidate = made.under(keyId, binding, letters);
            int row = candidate == null ? -1 : digests.rowOf(candidate);
            found = row < 0 ? found : openers[row];
        }
        return found;
    }
}
