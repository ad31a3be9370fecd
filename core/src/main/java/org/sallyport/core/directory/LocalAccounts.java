package org.sallyport.core.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.source.PasswordHome;
import org.sallyport.core.source.SourceDecisions;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Adds, disables and enables the accounts that Sallyport keeps itself, and sets their passwords. Every change commits
/// with its audit row. Thread-safe.
public final class LocalAccounts {
    private final Store store;
    private final Mfa mfa;
    private final PasswordHasher hasher;
    private final Blocklist blocklist;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public LocalAccounts(
            Store store,
            Mfa mfa,
            PasswordHasher hasher,
            Blocklist blocklist,
            SecretGenerator generator,
            InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.hasher = hasher;
        this.blocklist = blocklist;
        this.generator = generator;
        this.clock = clock;
    }

    /// What a new password of this account has to be.
    public PasswordRule ruleFor(Account owner) {
        return store.transact(books -> mfa.passwords(books, owner));
    }

    /// Why this password may not be this account's under this rule; empty where it may.
    ///
    /// @throws Unavailable when the blocklist cannot be read
    public Optional<PasswordWeakness> weaknessOf(Secret password, Account owner, PasswordRule rule) {
        return PasswordWeakness.of(password, owner, rule, blocklist);
    }

    /// Why a new account may not be added with this password; empty where it may.
    Optional<Adding> weaknessOf(NewAccount wanted, Account account) {
        var rule = ruleFor(account);
        return wanted.password()
                .flatMap(password -> weaknessOf(password, account, rule))
                .map(why -> new Adding.Weak(why, rule.shortest()));
    }

    public Adding add(NewAccount wanted, Actor by) {
        var account = account(wanted);
        var weak = weaknessOf(wanted, account);
        if (weak.isPresent()) {
            return weak.get();
        }
        // Hashed before the transaction, which may run twice and must be short.
        var credentials = credentials(account.id(), wanted.password());
        return store.transact(books -> add(books, account, credentials, by));
    }

    /// @return false when there is no such account
    public boolean disable(AccountId id, Actor by) {
        return disable(id, by, (books, account, now) -> {});
    }

    /// The same with what else ends; that is left out where it was disabled already.
    ///
    /// @return false when there is no such account
    public boolean disable(AccountId id, Actor by, Alongside alongside) {
        return store.transact(books -> setStatus(books, id, Account.Status.DISABLED, by, Map.of(), alongside));
    }

    /// The same, unless no owner would be left: of two last ones who disable each other at once one stays. Only an
    /// operator, who needs no page, can disable the last one.
    ///
    /// @return false when there is no such account, or it is the last owner's
    public boolean disableButTheLastOwner(AccountId id, Actor by, Alongside alongside) {
        return disableButTheLastOwner(id, by, Map.of(), Precondition.NONE, alongside);
    }

    /// The same where nothing else ends with it, for the reason that one of the staff gave.
    public boolean disableButTheLastOwner(AccountId id, Actor by, Reason why) {
        return disableButTheLastOwner(id, by, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public boolean disableButTheLastOwner(AccountId id, Actor by, Reason why, Precondition seen) {
        return disableButTheLastOwner(id, by, Map.of("why", why.value()), seen, (books, account, now) -> {});
    }

    private boolean disableButTheLastOwner(
            AccountId id, Actor by, Map<String, String> said, Precondition seen, Alongside alongside) {
        return store.transact(books -> {
            seen.require(books);
            return !Owners.isLast(books, id) && setStatus(books, id, Account.Status.DISABLED, by, said, alongside);
        });
    }

    /// The same as part of a transaction, whoever's account it is.
    public void disable(Books books, AccountId id, Actor by, Reason why) {
        setStatus(books, id, Account.Status.DISABLED, by, Map.of("why", why.value()), (again, account, now) -> {});
    }

    /// Lets a disabled account sign in again, unless a source of its owner's says otherwise. A deletion that waits is
    /// taken back.
    public Enabling enable(AccountId id, Actor by) {
        return store.transact(books -> enable(books, id, by, Map.of()));
    }

    /// The same for the reason that one of the staff gave.
    public Enabling enable(AccountId id, Actor by, Reason why) {
        return enable(id, by, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public Enabling enable(AccountId id, Actor by, Reason why, Precondition seen) {
        return store.transact(books -> {
            seen.require(books);
            return enable(books, id, by, Map.of("why", why.value()));
        });
    }

    private Enabling enable(Books books, AccountId id, Actor by, Map<String, String> said) {
        if (!SourceDecisions.against(books, id).isEmpty()) {
            return Enabling.SOURCE_SAYS_NO;
        }
        if (Deletions.in(books).remove(id)) {
            AuditLog.in(books)
                    .append(AuditEvent.of(AuditKind.ACCOUNT_DELETION_TAKEN_BACK, id, by, clock.instant(), Map.of()));
        }
        boolean isThere = setStatus(books, id, Account.Status.ACTIVE, by, said, (again, account, now) -> {});
        return isThere ? Enabling.ENABLED : Enabling.NO_SUCH_ACCOUNT;
    }

    /// Makes an account that was active before its deletion was planned what it would be now: active, or suspended
    /// where a source says so. A part of a transaction.
    public void restore(Books books, AccountId id, Actor by) {
        if (enable(books, id, by, Map.of()) == Enabling.SOURCE_SAYS_NO) {
            setStatus(books, id, Account.Status.SUSPENDED, by, Map.of(), (again, account, now) -> {});
        }
    }

    /// What is done in the transaction that sets an account password or disables an account, each time it runs.
    @FunctionalInterface
    public interface Alongside {
        void in(Books books, Account account, Instant now);
    }

    /// Sets the account password of a person and ends every browser session of the account. The password of before
    /// stays on record as a digest, so that a device that still sends it is recognised. What hangs on the password
    /// besides is for whoever calls.
    public SettingPassword setPassword(AccountId id, Secret password, Actor by, Alongside alongside) {
        var account = store.transact(books -> Accounts.in(books).find(id)).filter(one -> !one.isDevice());
        if (account.isEmpty()) {
            return new SettingPassword.NoSuchAccount();
        }
        var rule = ruleFor(account.get());
        var weakness = weaknessOf(password, account.get(), rule);
        if (weakness.isPresent()) {
            return new SettingPassword.Weak(weakness.get(), rule.shortest());
        }
        var before = store.transact(books -> CredentialsBook.in(books).find(id)).flatMap(Credentials::passwordDigest);
        var digest =
                before.map(earlier -> hasher.digestAfter(password, earlier)).orElseGet(() -> hasher.digest(password));
        Instant now = clock.instant();
        return store.transact(books -> {
            var home = PasswordHome.of(books, id);
            if (home.isPresent()) {
                return new SettingPassword.NotHere(home.get());
            }
            var credentials = CredentialsBook.in(books).find(id);
            if (credentials.isEmpty()) {
                return new SettingPassword.NoSuchAccount();
            }
            credentials
                    .flatMap(Credentials::passwordDigest)
                    .ifPresent(
                            earlier -> EarlierPasswords.in(books).put(new EarlierPasswords.Earlier(id, earlier, now)));
            CredentialsBook.in(books).replace(credentials.get().withPasswordDigest(digest, now));
            signOutEverywhere(books, id);
            Changes.in(books).changed(id);
            AuditLog.in(books).append(AuditEvent.of(AuditKind.ACCOUNT_PASSWORD_SET, id, by, now, Map.of()));
            alongside.in(books, account.get(), now);
            return new SettingPassword.PasswordSet();
        });
    }

    /// Puts a contact on record: the next code proves that it is right. It is told, and so is every address that was
    /// there before.
    ///
    /// @return false when there is no such person
    public boolean setContact(AccountId id, EmailAddress address, Actor by) {
        return store.transact(books -> {
            var account = Accounts.in(books).find(id).filter(one -> !one.isDevice());
            account.ifPresent(found -> setContact(books, found, address, by, Map.of()));
            return account.isPresent();
        });
    }

    /// The same as part of a transaction.
    void setContact(Books books, Account account, EmailAddress address, Actor by, Map<String, String> said) {
        Instant now = clock.instant();
        var id = account.id();
        replace(books, account.withContact(Contact.onRecord(address)));
        Changes.in(books).changed(id);
        AuditLog.in(books).append(AuditEvent.of(AuditKind.CONTACT_ADDED, id, by, now, said));
        var earlier = account.contact().map(Contact::address);
        // A new account without anything has nobody yet who could be told.
        boolean hasOwner = earlier.isPresent() || !Methods.in(books).heldBy(id).isEmpty();
        if (hasOwner && !earlier.equals(Optional.of(address))) {
            tellEverybody(books, account, address, now);
        }
    }

    // The owner reads the earlier one, and an admin who wants to read along the new one.
    private static void tellEverybody(Books books, Account owner, EmailAddress present, Instant now) {
        var values = Map.of("address", present.masked());
        OwnersMail.tell(books, Notice.Kind.CONTACT_CHANGED, owner, values, now, List.of(present));
    }

    Adding add(Books books, Account account, Credentials credentials, Actor by) {
        if (Tombstones.in(books).cover(account.username(), clock.instant())
                || !Accounts.in(books).add(account, credentials)) {
            return new Adding.NameTaken();
        }
        noteAdded(books, account, by);
        return new Adding.Added(account);
    }

    /// What an account that was added brings along.
    void noteAdded(Books books, Account account, Actor by) {
        Changes.in(books).changed(account.id());
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.ACCOUNT_ADDED,
                        account.id(),
                        by,
                        clock.instant(),
                        Map.of(
                                "name",
                                account.username().canonical(),
                                "role",
                                account.role().name())));
    }

    Account account(NewAccount wanted) {
        return new Account(
                AccountId.fresh(),
                wanted.username(),
                wanted.profile(),
                wanted.role(),
                Account.Status.ACTIVE,
                wanted.contact().map(Contact::onRecord),
                0);
    }

    Credentials credentials(AccountId id, Optional<Secret> password) {
        return new Credentials(
                id, generator.bytes(Credentials.SALT_BYTES), password.map(hasher::digest), clock.instant());
    }

    private boolean setStatus(
            Books books, AccountId id, Account.Status status, Actor by, Map<String, String> said, Alongside alongside) {
        Instant now = clock.instant();
        var account = Accounts.in(books).find(id);
        if (account.isEmpty()) {
            return false;
        }
        if (account.get().status() != status) {
            replace(books, account.get().withStatus(status));
            if (status == Account.Status.DISABLED) {
                signOutEverywhere(books, id);
            }
            Changes.in(books).changed(id);
            AuditLog.in(books).append(AuditEvent.of(kind(status), id, by, now, said));
            alongside.in(books, account.get(), now);
        }
        return true;
    }

    private static AuditKind kind(Account.Status status) {
        return switch (status) {
            case ACTIVE -> AuditKind.ACCOUNT_ENABLED;
            case DISABLED -> AuditKind.ACCOUNT_DISABLED;
            case SUSPENDED -> AuditKind.ACCOUNT_SUSPENDED;
        };
    }

    /// Ends every browser session of the account, and asks every browser for a second factor again.
    public void signOutEverywhere(AccountId id, Actor by) {
        Instant now = clock.instant();
        store.transact(books -> {
            int ended = signOutEverywhere(books, id);
            var details = Map.of("count", Integer.toString(ended));
            AuditLog.in(books).append(AuditEvent.of(AuditKind.BROWSERS_SIGNED_OUT, id, by, now, details));
            return true;
        });
    }

    private static int signOutEverywhere(Books books, AccountId id) {
        RememberedDevices.in(books).removeAllOf(id);
        return BrowserSessions.in(books).removeAllOf(id);
    }

    private static void replace(Books books, Account changed) {
        if (!Accounts.in(books).replace(changed)) {
            throw new Unavailable("store", "account " + changed.id() + " is being changed by somebody else");
        }
    }
}
