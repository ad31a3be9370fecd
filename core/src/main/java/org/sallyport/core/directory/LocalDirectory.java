package org.sallyport.core.directory;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Store;

/// The directory of accounts whose passwords Sallyport keeps itself. Thread-safe.
///
/// A right password whose digest is outdated, since the keys have rotated or a hash costs more now, gets a new digest
/// behind the answer. To its owner it is the same password. The one of before it shares no salt with the new digest and
/// is a wrong one from then on.
public final class LocalDirectory implements Directory {
    private static final AccountId NOBODY = AccountId.fresh();

    private final Store store;
    private final PasswordHasher hasher;
    private final SecretGenerator generator;
    private final Executor behindTheAnswer;
    private volatile @Nullable String nobody;

    /// @param behindTheAnswer does what nobody waits for
    public LocalDirectory(Store store, PasswordHasher hasher, SecretGenerator generator, Executor behindTheAnswer) {
        this.store = store;
        this.hasher = hasher;
        this.generator = generator;
        this.behindTheAnswer = behindTheAnswer;
    }

    private record Digests(Optional<String> present, Optional<String> earlier) {}

    @Override
    public PasswordCheck check(AccountId account, Secret typed) {
        var kept = kept(account);
        if (kept.present().isEmpty()) {
            hashForNothing(typed);
            return PasswordCheck.WRONG;
        }
        var present = kept.present().get();
        var check = compare(typed, present, kept.earlier());
        if (check == PasswordCheck.RIGHT && hasher.isOutdated(present)) {
            renew(account, typed, present);
        }
        return check;
    }

    private PasswordCheck compare(Secret typed, String present, Optional<String> earlier) {
        if (earlier.isPresent()) {
            return hasher.check(typed, present, earlier.get());
        }
        return hasher.matches(typed, present) ? PasswordCheck.RIGHT : PasswordCheck.WRONG;
    }

    // A copy, since whoever asks clears what was typed once they have their answer.
    private void renew(AccountId account, Secret typed, String outdated) {
        var password = typed.normalized();
        behindTheAnswer.execute(() -> {
            try (password) {
                var digest = hasher.digest(password);
                store.transact(books -> CredentialsBook.in(books).renewDigest(account, outdated, digest));
            }
        });
    }

    private Digests kept(AccountId account) {
        return store.transact(books -> new Digests(
                CredentialsBook.in(books).find(account).flatMap(Credentials::passwordDigest),
                EarlierPasswords.in(books).find(account).map(EarlierPasswords.Earlier::digest)));
    }

    @Override
    public void isNobodysPassword(Secret typed) {
        var _ = kept(NOBODY);
        hashForNothing(typed);
    }

    private void hashForNothing(Secret typed) {
        var digest = nobody;
        if (digest == null) {
            try (var random = generator.token()) {
                digest = hasher.digest(random);
            }
            nobody = digest;
        }
        if (hasher.matches(typed, digest)) {
            throw new IllegalStateException("a random password was guessed");
        }
    }
}
