package org.sallyport.core.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.source.SourceField;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;

/// Where staff change what is on record of somebody: name, language, groups and contact, but for what a source of
/// theirs says. It asks nobody whether they may: that is for whoever calls. Thread-safe.
public final class ProfileDesk {
    private final Store store;
    private final LocalAccounts accounts;
    private final Mfa mfa;
    private final InstantSource clock;

    public ProfileDesk(Store store, LocalAccounts accounts, Mfa mfa, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// What a source says of an account, as codes.
    public Set<SourceField> ownedBySources(AccountId account) {
        return store.look(books -> SourceField.ownedOf(books, account));
    }

    /// Puts another profile on record. Whoever is exempt from MFA by the other groups is told.
    public Editing edit(AccountId whom, Profile wanted, Actor by, Reason why) {
        return edit(whom, wanted, by, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public Editing edit(AccountId whom, Profile wanted, Actor by, Reason why, Precondition seen) {
        Instant now = clock.instant();
        return store.transact(books -> {
            seen.require(books);
            var account = Accounts.in(books).find(whom);
            if (account.isEmpty()) {
                return new Editing.NoSuchAccount();
            }
            var change = new ProfileChange(account.get(), wanted);
            if (change.fields().isEmpty()) {
                return new Editing.Unchanged();
            }
            var refused = change.against(books);
            if (!refused.isEmpty()) {
                return new Editing.BelongsToSource(refused);
            }
            change.carryOut(books, mfa, by, Map.of("why", why.value()), now);
            return new Editing.Edited();
        });
    }

    /// Puts another contact on record, which has to be one that codes may go to and be verified anew, and tells it and
    /// every address of before.
    public Editing setContact(AccountId whom, EmailAddress address, Actor by, Reason why) {
        return setContact(whom, address, by, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public Editing setContact(AccountId whom, EmailAddress address, Actor by, Reason why, Precondition seen) {
        return store.transact(books -> {
            seen.require(books);
            var account = Accounts.in(books).find(whom);
            if (account.isEmpty()) {
                return new Editing.NoSuchAccount();
            }
            if (account.get()
                    .contact()
                    .map(Contact::address)
                    .filter(address::equals)
                    .isPresent()) {
                return new Editing.Unchanged();
            }
            if (SourceField.ownedOf(books, whom).contains(SourceField.CONTACT)) {
                return new Editing.BelongsToSource(Set.of(SourceField.CONTACT.code()));
            }
            if (!mfa.policies().of(books, account.get()).contacts().allows(account.get(), address)) {
                return new Editing.NoCodesThere();
            }
            accounts.setContact(books, account.get(), address, by, Map.of("why", why.value()));
            return new Editing.Edited();
        });
    }
}
