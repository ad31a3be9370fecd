package org.sallyport.bench.town;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Username;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.directory.local.Argon2Hasher;

/// People of every kind, as many of each, side by side, all with an account password and a contact on record; and names
/// that look like theirs and are nobody's.
public final class Suburb {
    private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int APP_PASSWORDS_EACH = 5;
    private static final List<Whose> SOMEBODYS = Arrays.stream(Whose.values())
            .filter(whose -> whose != Whose.NOBODYS)
            .toList();

    private final Store store;
    private final Town town;
    private final PasswordHasher hasher;
    private final SecretGenerator generator = new SecretGenerator();

    public Suburb(Store store, Keyset keyset) {
        this.store = store;
        this.town = new Town(store, keyset);
        this.hasher = new Argon2Hasher(keyset, generator);
    }

    /// Settles an empty store, and says who is who, in the order of the kinds. Nobody's app passwords are none.
    public List<Street> settle(int ofEach) {
        var people = town.settle(ofEach * SOMEBODYS.size(), APP_PASSWORDS_EACH);
        return Arrays.stream(Whose.values())
                .map(whose -> whose == Whose.NOBODYS ? nobodys(people.size(), ofEach) : settle(people, whose))
                .toList();
    }

    private Street settle(List<Resident> people, Whose whose) {
        int kind = SOMEBODYS.indexOf(whose);
        var these = people.stream()
                .filter(person -> person.number() % SOMEBODYS.size() == kind)
                .toList();
        these.forEach(person -> become(person, whose));
        return new Street(whose, these);
    }

    private static Street nobodys(int from, int count) {
        return new Street(
                Whose.NOBODYS,
                IntStream.range(from, from + count)
                        .mapToObj(number -> new Resident(number, Town.name(number), List.of()))
                        .toList());
    }

    private void become(Resident person, Whose whose) {
        try (var password = generator.letters(24)) {
            var digest = hasher.digest(password);
            store.transact(books -> {
                become(books, person, whose, digest);
                return true;
            });
        }
    }

    private static Account reachable(Books books, Account account) {
        var address = new EmailAddress(account.id() + "@pine.example");
        Accounts.in(books).replace(account.withContact(Contact.onRecord(address)));
        return Accounts.in(books).find(account.id()).orElseThrow();
    }

    private static void become(Books books, Resident person, Whose whose, String digest) {
        var account = reachable(
                books, Accounts.in(books).named(new Username(person.name())).orElseThrow());
        var credentials = CredentialsBook.in(books).find(account.id()).orElseThrow();
        CredentialsBook.in(books).replace(credentials.withPasswordDigest(digest, FOUNDED));
        switch (whose) {
            case SOMEBODYS, SOMEBODYS_AGAIN, NOBODYS -> {
                // Everybody of the town has MFA in force.
            }
            case OF_SOMEBODY_DISABLED -> Accounts.in(books).replace(account.withStatus(Account.Status.DISABLED));
            case OF_SOMEBODY_WITHOUT_MFA ->
                Requirements.in(books)
                        .set(new Requirement(new Subject.Person(account.id()), MfaState.Required.NO, FOUNDED));
        }
    }
}
