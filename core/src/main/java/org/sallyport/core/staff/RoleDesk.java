package org.sallyport.core.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.AccountRecords;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;

/// Where roles are given: by staff, who may give those of [Duties], and by operators. With the role comes, in one
/// transaction, what it takes: MFA is required where the role is of no use without, and whatever was begun while less
/// hung on it has to be begun anew. Of two who take each other's role at once one keeps theirs. Thread-safe.
public final class RoleDesk implements Doing {
    private static final String ROLE = "role";
    private static final String SHOWN = "role-before";

    private final Store store;
    private final Mfa mfa;
    private final SecondAdmin second;
    private final InstantSource clock;

    public RoleDesk(Store store, Mfa mfa, SecondAdmin second, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.second = second;
        this.clock = clock;
    }

    /// All there are and can be read, in the order of their names.
    public List<Account> staff() {
        return store.look(books -> ReadableAccounts.in(books).staff());
    }

    /// Gives `whom` a role, if `giver` may as they stand when it is done.
    public Granting grant(AccountId giver, AccountId whom, Role wanted, Reason why) {
        return grant(new Actor.Person(giver), whom, wanted, why, Precondition.NONE);
    }

    /// The same by somebody, or by a program of theirs, where something has to hold before.
    public Granting grant(Actor by, AccountId whom, Role wanted, Reason why, Precondition seen) {
        var said = Map.of("why", why.value());
        return store.transact(books -> {
            seen.require(books);
            var granting = judge(books, by.behind().orElseThrow(), whom, wanted);
            if (granting != Granting.GRANTED) {
                return granting;
            }
            var account = Accounts.in(books).find(whom).orElseThrow();
            if (needsSecond(account, wanted)) {
                var values = Map.of(ROLE, wanted.code(), SHOWN, account.role().code());
                var what = new Proposed(GraveAct.ROLES, Optional.of(whom), values);
                second.propose(books, by, what, said, clock.instant());
                return Granting.PROPOSED;
            }
            give(books, account, wanted, by, said);
            return granting;
        });
    }

    /// Whether giving a role of staff needs a second admin.
    public boolean needsSecond() {
        return second.isNeeded(GraveAct.ROLES);
    }

    private boolean needsSecond(Account account, Role wanted) {
        return needsSecond() && wanted.isStaff() && wanted.outranks(account.role());
    }

    @Override
    public boolean may(Books books, AccountId who, Proposed what) {
        return judge(books, who, what.whom().orElseThrow(), wanted(what)) == Granting.GRANTED;
    }

    @Override
    public boolean perform(Books books, Proposed what, Actor by, Map<String, String> said) {
        // Whoever took or gave the role meanwhile decided later.
        var account = what.whom()
                .flatMap(Accounts.in(books)::find)
                .filter(found -> found.role().code().equals(what.value(SHOWN)));
        account.ifPresent(found -> give(books, found, wanted(what), by, said));
        return account.isPresent();
    }

    private static Role wanted(Proposed what) {
        return Role.find(what.value(ROLE)).orElseThrow();
    }

    private static Granting judge(Books books, AccountId giver, AccountId whom, Role wanted) {
        var all = Accounts.in(books).staff();
        var account = person(books, whom);
        if (account.isEmpty()) {
            return Granting.NO_SUCH_ACCOUNT;
        }
        boolean may = !giver.equals(whom)
                && all.stream()
                        .filter(one -> one.id().equals(giver) && one.isActive())
                        .anyMatch(one -> mayGive(Owners.roleOf(one, all), account.get(), wanted));
        return may ? Granting.GRANTED : Granting.NOT_ALLOWED;
    }

    /// Gives somebody a role because an operator says so, who may give any.
    ///
    /// @return false when there is no such account
    public boolean set(AccountId whom, Role wanted, Actor operator) {
        return store.transact(books -> {
            var account = person(books, whom);
            account.ifPresent(found -> give(books, found, wanted, operator, Map.of()));
            return account.isPresent();
        });
    }

    private void give(Books books, Account account, Role wanted, Actor by, Map<String, String> said) {
        Instant now = clock.instant();
        AccountRecords.setRole(books, account, wanted, by, said, now);
        if (mfa.isAlwaysRequired(wanted)) {
            mfa.decide(books, new Subject.Person(account.id()), Optional.of(MfaState.Required.YES), by, Map.of());
        }
        if (wanted.outranks(account.role())) {
            beginAnew(books, account.id(), by, now);
        }
    }

    // A code that was handed to a mere person, a wizard that somebody was in and a browser they were signed in with
    // shall not turn into those of an admin.
    private static void beginAnew(Books books, AccountId whom, Actor by, Instant now) {
        for (var purpose : Challenge.Purpose.values()) {
            Challenges.in(books).of(whom, purpose).forEach(Challenges.in(books)::close);
        }
        EnrollmentBook.in(books).remove(whom);
        RememberedDevices.in(books).removeAllOf(whom);
        int ended = BrowserSessions.in(books).removeAllOf(whom);
        if (ended > 0) {
            var details = Map.of("count", Integer.toString(ended));
            AuditLog.in(books).append(AuditEvent.of(AuditKind.BROWSERS_SIGNED_OUT, whom, by, now, details));
        }
    }

    private static boolean mayGive(Role giver, Account whom, Role wanted) {
        return Duties.about(giver, whom.role()).contains(Permission.ROLES_GRANT)
                && Duties.grantedBy(giver).contains(wanted);
    }

    // A device is given no role.
    private static Optional<Account> person(Books books, AccountId id) {
        return Accounts.in(books).find(id).filter(account -> !account.isDevice());
    }
}
