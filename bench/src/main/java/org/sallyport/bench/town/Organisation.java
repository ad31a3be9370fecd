package org.sallyport.bench.town;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.directory.local.Argon2Hasher;

/// A town as its admins see it: people with names of their own, in departments and in one group of all, with contacts,
/// entries in the audit log, and for one in ten an app that still sends the account password; and the owner, who looks
/// at them.
public final class Organisation {
    /// The group that everybody is in.
    public static final String ALL = "everybody";

    /// Kept of each person.
    public static final int ENTRIES_EACH = 2;

    private static final List<String> FIRST = List.of(
            "Eleni",
            "Nikos",
            "Maria",
            "Giorgos",
            "Anna",
            "Petros",
            "Ioanna",
            "Kostas",
            "Sofia",
            "Dimitris",
            "Ελένη",
            "Νίκος",
            "Clara",
            "Jonas",
            "Aylin",
            "Mateo",
            "Zoë",
            "Søren",
            "Ines",
            "Tomasz");
    private static final List<String> LAST = List.of(
            "Papadopoulou",
            "Vlachos",
            "Müller",
            "García",
            "Παππάς",
            "Kowalski",
            "Nielsen",
            "Öztürk",
            "Rossi",
            "Dubois",
            "Georgiou",
            "Andersson",
            "Novák",
            "Silva",
            "Schmidt",
            "Ioannidis",
            "Καραγιάννη",
            "O'Neill",
            "Bakker");
    private static final int DEPARTMENTS = 40;
    private static final int SENDS = 10;
    private static final int IN_ONE_TRANSACTION = 1_000;

    private final Store store;
    private final Keyset keyset;
    private final Instant now;
    private final SecretGenerator generator = new SecretGenerator();

    /// @param now what there is a past of
    public Organisation(Store store, Keyset keyset, Instant now) {
        this.store = store;
        this.keyset = keyset;
        this.now = now;
    }

    /// Who looks after everybody.
    ///
    /// @param key of their authenticator app, which somebody else has to digest
    public record Owner(String name, String password, byte[] key) {
        private static final String NAME = "owner@olive.example";
    }

    /// What a department is called.
    public static String department(int number) {
        return "Department " + number % DEPARTMENTS;
    }

    /// A word that some people's names hold and most do not.
    public static String word(int number) {
        return LAST.get(number % LAST.size());
    }

    /// Settles an empty store.
    public Owner settle(int accounts) {
        var residents = new Town(store, keyset, Organisation::profile).settle(accounts, 1);
        for (int from = 0; from < accounts; from += IN_ONE_TRANSACTION) {
            var some = residents.subList(from, Math.min(accounts, from + IN_ONE_TRANSACTION));
            store.transact(books -> {
                some.forEach(resident -> equip(books, resident));
                return true;
            });
        }
        return owner();
    }

    private static Profile profile(int number) {
        var name = FIRST.get(number % FIRST.size()) + " " + LAST.get(number / FIRST.size() % LAST.size());
        return new Profile(
                name + " " + number,
                Locale.ENGLISH,
                Set.of(new GroupName(ALL), new GroupName(department(number / SENDS))));
    }

    private void equip(Books books, Resident resident) {
        var account = Accounts.in(books).named(new Username(resident.name())).orElseThrow();
        var address = new EmailAddress(account.id() + "@pine.example");
        Accounts.in(books).replace(account.withContact(Contact.onRecord(address)));
        // Spread over the days before now, as a log is.
        var then = now.minus(Duration.ofMinutes(2L * (resident.number() % 60_000)));
        for (var kind : List.of(AuditKind.ACCOUNT_ADDED, AuditKind.METHOD_REGISTERED)) {
            AuditLog.in(books).append(AuditEvent.of(kind, account.id(), new Actor.Operator(), then, Map.of()));
        }
        if (resident.number() % SENDS == 0) {
            var network = Network.parse(resident.address() + "/32").orElseThrow();
            var seen = new Sender.Seen(then, then, 1);
            var sender = new Sender(account.id(), Protocol.IMAP, network, "mail", Optional.empty(), seen);
            Senders.in(books).seen(List.of(sender));
        }
    }

    private Owner owner() {
        var id = AccountId.fresh();
        byte[] key = generator.bytes(20);
        try (var password = generator.letters(24)) {
            var owner = new Owner(Owner.NAME, password.reveal(), key);
            var digest = new Argon2Hasher(keyset, generator).digest(password);
            store.transact(books -> {
                add(books, id, owner, digest);
                return true;
            });
            return owner;
        }
    }

    private void add(Books books, AccountId id, Owner owner, String digest) {
        var account = new Account(
                id,
                new Username(owner.name()),
                new Profile("Olympia Owner", Locale.ENGLISH, Set.of()),
                Account.Role.OWNER,
                Account.Status.ACTIVE,
                Optional.of(Contact.onRecord(new EmailAddress(owner.name())).verifiedAt(now)),
                0);
        byte[] salt = generator.bytes(Credentials.SALT_BYTES);
        Accounts.in(books).add(account, new Credentials(id, salt, Optional.of(digest), now));
        var method = MethodId.fresh();
        byte[] sealed =
                new Seal(keyset, generator).seal(new Seal.Place("method", "secret", method.toString()), owner.key());
        Methods.in(books).add(new AuthenticatorApp(method, id, "Phone", sealed, 0, now));
    }
}
