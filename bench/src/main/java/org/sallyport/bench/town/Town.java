package org.sallyport.bench.town;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Puts people into a store: MFA is required of everybody, everybody has an authenticator app, and everybody holds the
/// same number of app passwords. Goes past the services on purpose, in large transactions: a million of them through
/// the pages would take days.
public final class Town {
    private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int IN_ONE_TRANSACTION = 2_000;

    private final Store store;
    private final SecretGenerator generator = new SecretGenerator();
    private final AppPasswordDigest digests;
    private final Seal seal;
    private final IntFunction<Profile> profiles;

    public Town(Store store, Keyset keyset) {
        this(store, keyset, number -> new Profile("Person " + number, Locale.ENGLISH, Set.of()));
    }

    /// @param profiles what each person of that number is called, and their groups
    Town(Store store, Keyset keyset, IntFunction<Profile> profiles) {
        this.store = store;
        this.profiles = profiles;
        this.digests = new AppPasswordDigest(keyset);
        this.seal = new Seal(keyset, generator);
    }

    /// Settles this many accounts with this many app passwords each, in an empty store.
    public List<Resident> settle(int accounts, int appPasswordsEach) {
        var required = new Requirement(new Subject.Everybody(), MfaState.Required.YES, FOUNDED);
        var _ = store.transact(books -> {
            Requirements.in(books).set(required);
            return true;
        });
        var residents = new ArrayList<Resident>(accounts);
        for (int from = 0; from < accounts; from += IN_ONE_TRANSACTION) {
            int first = from;
            int behind = Math.min(accounts, from + IN_ONE_TRANSACTION);
            residents.addAll(store.transact(books -> settle(books, first, behind, appPasswordsEach)));
        }
        return residents;
    }

    private List<Resident> settle(Books books, int first, int behind, int appPasswordsEach) {
        var settled = new ArrayList<Resident>();
        for (int number = first; number < behind; number++) {
            settled.add(settleOne(books, number, appPasswordsEach));
        }
        return settled;
    }

    private Resident settleOne(Books books, int number, int appPasswordsEach) {
        var id = AccountId.fresh();
        var name = name(number);
        byte[] salt = generator.bytes(Credentials.SALT_BYTES);
        var account = new Account(
                id,
                new Username(name),
                profiles.apply(number),
                Account.Role.PERSON,
                Account.Status.ACTIVE,
                Optional.empty(),
                0);
        if (!Accounts.in(books).add(account, new Credentials(id, salt, Optional.empty(), FOUNDED))) {
            throw new IllegalStateException(name + " has settled already: the store was not empty");
        }
        Methods.in(books).add(authenticatorApp(id));
        var letters = new ArrayList<String>();
        for (int i = 0; i < appPasswordsEach; i++) {
            try (var secret = generator.letters(24)) {
                letters.add(secret.reveal());
                var digest = digests.of(id, salt, secret);
                AppPasswordBook.in(books)
                        .add(new AppPassword(
                                AppPasswordId.fresh(),
                                id,
                                new Label("App " + i),
                                digest,
                                Scope.everything(),
                                new Lifetime(FOUNDED, Optional.empty(), Optional.empty()),
                                Optional.empty()));
            }
        }
        return new Resident(number, name, letters);
    }

    static String name(int number) {
        return "person%06d@olive.example".formatted(number);
    }

    private AuthenticatorApp authenticatorApp(AccountId account) {
        var id = MethodId.fresh();
        byte[] sealed = seal.seal(new Seal.Place("method", "secret", id.toString()), generator.bytes(20));
        return new AuthenticatorApp(id, account, "Phone", sealed, 0, FOUNDED);
    }
}
