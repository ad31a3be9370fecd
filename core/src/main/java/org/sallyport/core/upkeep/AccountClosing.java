package org.sallyport.core.upkeep;

import java.time.Instant;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Owners;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordAgain;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Closes accounts for their owners, where the policy lets them. Nothing is deleted: an admin can enable the account
/// again. Thread-safe.
public final class AccountClosing {
    private final LocalAccounts accounts;
    private final PasswordAgain again;
    private final PasswordChanges passwords;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final Store store;
    private final Policies policies;

    public AccountClosing(
            LocalAccounts accounts,
            PasswordAgain again,
            PasswordChanges passwords,
            AppPasswords appPasswords,
            Revocations revocations,
            Store store,
            Policies policies) {
        this.accounts = accounts;
        this.again = again;
        this.passwords = passwords;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.store = store;
        this.policies = policies;
    }

    /// Whether somebody may close their own account.
    public boolean isAllowed(Account owner) {
        return policies.of(owner).limits().upkeep().closeAccount() == Limits.CloseAccount.BY_PERSON;
    }

    /// Closes it for its owner.
    ///
    /// @param factorProved when a second factor was last proved; [Instant#EPOCH] for never
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell whether the password is right
    public Closing close(Account owner, Secret password, Instant factorProved, Source source) {
        if (!isAllowed(owner)) {
            return new Closing.NotAllowed();
        }
        if (passwords.needsStepUp(owner, factorProved)) {
            return new Closing.StepUpNeeded();
        }
        if (store.transact(books -> Owners.isLast(books, owner.id()))) {
            return new Closing.LastOwner();
        }
        return switch (again.check(owner, password, source)) {
            case PasswordAgain.Outcome.Wrong() -> new Closing.WrongPassword();
            case PasswordAgain.Outcome.Later(var time) -> new Closing.Later(time);
            case PasswordAgain.Outcome.Right() -> close(owner);
        };
    }

    private Closing close(Account owner) {
        var by = new Actor.Person(owner.id());
        // Asked once more in the transaction that closes it: of two last owners who close at once, one stays.
        boolean isClosed = accounts.disableButTheLastOwner(owner.id(), by, (books, account, now) -> {
            appPasswords.revokeAll(books, account.id(), by, now);
            tell(books, account, now);
        });
        if (!isClosed) {
            return new Closing.LastOwner();
        }
        revocations.closeAll(owner, by);
        return new Closing.Closed();
    }

    private static void tell(Books books, Account owner, Instant now) {
        OwnersMail.tell(books, Notice.Kind.ACCOUNT_CLOSED, owner, Map.of(), now);
    }
}
