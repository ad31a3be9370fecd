package org.sallyport.core.signin;

import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.store.Books;

/// Judges recovery codes as the second step of signing in, and tells their owner of each that is used. Thread-safe.
public final class RecoverySignIn {
    private final RecoveryCodes codes;
    private final InstantSource clock;

    public RecoverySignIn(RecoveryCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /// Judges the recovery code of somebody whose password was right.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public CodeCheck secondFactor(AccountId account, TypedCode typed, Source source) {
        return codes.check(account, typed, (books, check) -> note(books, account, check, source));
    }

    private void note(Books books, AccountId account, CodeCheck check, Source source) {
        var now = clock.instant();
        var left = Map.of(
                "left",
                Integer.toString(RecoveryCodeBook.in(books).heldBy(account).size()));
        CodeNotes.write(books, account, "recovery-code", Tries.Factor.RECOVERY_CODE, check, source, now, left);
        if (check instanceof CodeCheck.Accepted) {
            Accounts.in(books)
                    .find(account)
                    .ifPresent(owner -> OwnersMail.tell(books, Notice.Kind.RECOVERY_CODE_USED, owner, left, now));
        }
    }
}
