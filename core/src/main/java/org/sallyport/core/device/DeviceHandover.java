package org.sallyport.core.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.caller.Source;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Hands the secret of a device over: staff make a card, and whoever opens its link first is shown a secret that did
/// not exist before. Thread-safe.
public final class DeviceHandover {
    private static final byte[] CONTEXT = "device-card".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final Store store;
    private final Mfa mfa;
    private final Keyset keyset;
    private final AppPasswordDigest digests;
    private final SecretGenerator generator;
    private final Ending ending;
    private final InstantSource clock;

    /// What ends when another secret is to come.
    public record Ending(AppPasswords appPasswords, Revocations revocations) {}

    public DeviceHandover(
            Store store, Mfa mfa, Keyset keyset, SecretGenerator generator, Ending ending, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.keyset = keyset;
        this.digests = new AppPasswordDigest(keyset);
        this.generator = generator;
        this.ending = ending;
        this.clock = clock;
    }

    /// Who gets the link.
    public enum To {
        /// Whoever makes the card, to pass it on.
        MAKER,
        /// The owner, by mail, and nobody else.
        OWNER
    }

    /// Makes a card in the place of an earlier one. The secret that the device has is revoked at once.
    ///
    /// @param goodFor between [DeviceCard#AT_LEAST] and [DeviceCard#AT_MOST]
    public CardMaking makeCard(AccountId device, AccountId by, To to, Duration goodFor) {
        return makeCard(device, new Actor.Person(by), to, goodFor);
    }

    /// The same by somebody, or by a program of theirs: then the card is theirs.
    public CardMaking makeCard(AccountId device, Actor by, To to, Duration goodFor) {
        if (goodFor.compareTo(DeviceCard.AT_LEAST) < 0 || goodFor.compareTo(DeviceCard.AT_MOST) > 0) {
            throw new IllegalArgumentException("a card is good for 1 to " + DeviceCard.AT_MOST.toHours() + " hours");
        }
        var token = generator.token();
        var making = store.transact(books -> makeCard(books, device, by, to, goodFor, token));
        if (making instanceof CardMaking.Shown || making instanceof CardMaking.Mailed) {
            store.look(books -> Accounts.in(books).find(device))
                    .ifPresent(account -> ending.revocations().closeAll(account, by));
        }
        return making;
    }

    private CardMaking makeCard(Books books, AccountId id, Actor maker, To to, Duration goodFor, Secret token) {
        Instant now = clock.instant();
        var device = Devices.in(books).findToChange(id).filter(Device::works);
        if (device.isEmpty()) {
            return new CardMaking.NotPossible();
        }
        boolean hasAddress = Accounts.in(books)
                .find(device.get().owner())
                .flatMap(Account::contact)
                .isPresent();
        if (to == To.OWNER && !hasAddress) {
            return new CardMaking.NoAddress();
        }
        ending.appPasswords().revokeAll(books, id, maker, now);
        var card = new DeviceCard(
                digest(keyset.primaryId(), token),
                now,
                now.plus(goodFor),
                maker.behind().orElseThrow());
        var hours = Long.toString(goodFor.toHours());
        var made = device.get().with(Optional.of(card));
        var details = Map.of("hours", hours, "to", to == To.OWNER ? "owner" : "maker");
        DeviceRecords.keep(books, made, AuditKind.DEVICE_CARD_MADE, maker, details, now);
        if (to == To.OWNER) {
            var values = Map.of("hours", hours, "token", token.reveal());
            DeviceRecords.tellOwner(books, made, Notice.Kind.DEVICE_LINK, values, now);
            return new CardMaking.Mailed(card.ends());
        }
        DeviceRecords.tellOwner(books, made, Notice.Kind.DEVICE_CARD_MADE, Map.of(), now);
        return new CardMaking.Shown(token, card.ends());
    }

    /// The account of the device whose card this opens now; opens nothing.
    public Optional<Account> behind(Secret token) {
        Instant now = clock.instant();
        return store.look(books -> find(books, token, now)
                .flatMap(device -> Accounts.in(books).find(device.account()))
                .filter(Account::isActive));
    }

    /// Makes the secret and hands it to whoever came first, and tells the owner.
    ///
    /// @param who where they are signed in
    public Collecting collect(Secret token, Optional<AccountId> who, Source source) {
        Instant now = clock.instant();
        return store.transact(books -> {
            // Looked for again when nobody else can change it: of many at once one gets it.
            var device = find(books, token, now)
                    .flatMap(found -> Devices.in(books).findToChange(found.account()))
                    .filter(found -> isOpenedBy(found, token, now));
            var account = device.flatMap(found -> Accounts.in(books).find(found.account()))
                    .filter(Account::isActive);
            if (device.isEmpty() || account.isEmpty()) {
                return new Collecting.NotOpen();
            }
            boolean isMakers = device.get()
                    .card()
                    .filter(card -> who.filter(card.by()::equals).isPresent())
                    .isPresent();
            return isMakers && !who.equals(Optional.of(device.get().owner()))
                    ? new Collecting.OwnCard()
                    : handOver(books, device.get(), account.get(), new Place(who, source), now);
        });
    }

    /// Where the card was opened.
    private record Place(Optional<AccountId> who, Source source) {
        Actor actor() {
            return who.<Actor>map(Actor.Person::new).orElseGet(Actor.Stranger::new);
        }
    }

    private Collecting handOver(Books books, Device device, Account account, Place place, Instant now) {
        ending.appPasswords().revokeAll(books, account.id(), place.actor(), now);
        var secret =
                generator.letters(mfa.policies().of(books, account).limits().appPasswordLength());
        var issued = issue(books, device, account, secret, now);
        var details = Map.of(
                "app-password", issued.id().toString(), "source", place.source().toString());
        var handed = device.with(Optional.<DeviceCard>empty());
        DeviceRecords.keep(books, handed, AuditKind.DEVICE_HANDED_OVER, place.actor(), details, now);
        DeviceRecords.tellOwner(
                books,
                handed,
                Notice.Kind.DEVICE_HANDED_OVER,
                Map.of("source", place.source().toString()),
                now);
        return new Collecting.HandedOver(account, handed, secret);
    }

    private AppPassword issue(Books books, Device device, Account account, Secret secret, Instant now) {
        var salt = CredentialsBook.in(books)
                .find(account.id())
                .orElseThrow(() -> new IllegalStateException("account " + account.id() + " has no credentials"))
                .salt();
        var issued = new AppPassword(
                AppPasswordId.fresh(),
                account.id(),
                new Label(account.profile().displayName()),
                digests.of(account.id(), salt, secret),
                device.limits().scope(),
                new Lifetime(now, device.limits().until(), Optional.empty()),
                Uses.NONE);
        AppPasswordBook.in(books).add(issued);
        return issued;
    }

    private Optional<Device> find(Books books, Secret token, Instant now) {
        // Newest key first: nearly every card is under it.
        return keyset.keys().reversed().stream()
                .flatMap(key -> Devices.in(books).withCard(digest(key.id(), token)).stream())
                .filter(device -> isOpenedBy(device, token, now))
                .findFirst();
    }

    private boolean isOpenedBy(Device device, Secret token, Instant now) {
        return device.works()
                && device.card()
                        .filter(card -> card.isOpen(now)
                                && digest(card.token().keyId(), token).matches(card.token()))
                        .isPresent();
    }

    private Digest digest(int keyId, Secret token) {
        return keyset.digest(Purpose.ONE_TIME_CODE, keyId, token, CONTEXT);
    }
}
