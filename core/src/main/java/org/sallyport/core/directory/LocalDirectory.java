package org.sallyport.core.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Store;

/// The directory of accounts whose passwords Sallyport keeps itself. Thread-safe.
public final class LocalDirectory implements Directory {
    private static final AccountId NOBODY = AccountId.fresh();

    private final Store store;
    private final PasswordHasher hasher;
    private final SecretGenerator generator;
    private volatile @Nullable String nobody;

    public LocalDirectory(Store store, PasswordHasher hasher, SecretGenerator generator) {
        this.store = store;
        this.hasher = hasher;
        this.generator = generator;
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
        if (kept.earlier().isPresent()) {
            return hasher.check(typed, present, kept.earlier().get());
        }
        return hasher.matches(typed, present) ? PasswordCheck.RIGHT : PasswordCheck.WRONG;
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
