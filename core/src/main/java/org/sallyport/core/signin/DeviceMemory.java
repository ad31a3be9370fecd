package org.sallyport.core.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.RememberedDevice;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Remembers browsers that have proved a second factor, so that they are spared it at sign-in for the days that the
/// policy grants. That is all it spares them: whatever asks for a fresh second factor still does. Thread-safe.
///
/// A token is good for one account and once: whoever is recognised by it gets another. It is worth nothing once the
/// account password is changed, a second factor that was registered when it was given is removed, the account is
/// disabled, or the policy grants fewer days. Outside the networks that the policy names it spares nothing, and stays
/// as it is.
public final class DeviceMemory {
    private static final byte[] CONTEXT = "remembered-device".getBytes(UTF_8);
    private static final int MOST_OF_AN_ACCOUNT = 20;

    private final Store store;
    private final Keyset keyset;
    private final SecretGenerator generator;
    private final Seal seal;
    private final Policies policies;
    private final InstantSource clock;

    public DeviceMemory(Store store, Keyset keyset, SecretGenerator generator, Policies policies, InstantSource clock) {
        this.store = store;
        this.keyset = keyset;
        this.generator = generator;
        this.seal = new Seal(keyset, generator);
        this.policies = policies;
        this.clock = clock;
    }

    /// For how long a browser of somebody's is remembered; zero where none is.
    public Duration granted(AccountId account) {
        return store.transact(books -> granted(books, account));
    }

    private Duration granted(Books books, AccountId account) {
        return policy(books, account)
                .map(policy -> policy.limits().upkeep().rememberDevice())
                .orElse(Duration.ZERO);
    }

    private Optional<Policy> policy(Books books, AccountId account) {
        return Accounts.in(books).find(account).map(person -> policies.of(books, person));
    }

    // Where nobody can tell where it is, it is in no network.
    private boolean isSparedAt(Books books, AccountId account, Source source) {
        return policy(books, account)
                .filter(policy -> policy.rememberedIn()
                        .admits(network ->
                                source.address().filter(network::contains).isPresent()))
                .isPresent();
    }

    /// Remembers a browser that has just proved a second factor.
    ///
    /// @param passwordChanged when the account password was set that it had proved
    /// @return its token; empty where the policy grants nothing, or the account password is another one by now. The
    /// caller closes it.
    public Optional<Secret> remember(AccountId account, Instant passwordChanged, KnownDevice.Seen seen) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var granted = granted(books, account);
            var methods = methods(books, account);
            if (granted.isZero() || methods.isEmpty() || !isPresent(books, account, passwordChanged)) {
                return Optional.empty();
            }
            makeRoom(books, account);
            note(books, AuditKind.DEVICE_REMEMBERED, account, new Actor.Person(account), Map.of("source", text(seen)));
            tell(books, account, seen, now);
            var content = new Content(seen, methods, passwordChanged.toEpochMilli());
            return Optional.of(keep(books, account, UUID.randomUUID(), now, content));
        });
    }

    /// Recognises a browser by its token, which is used up with it.
    ///
    /// @param passwordChanged when the account password was set that it has just proved
    /// @return the token that takes its place; empty where it is not this account's, or no longer good. The caller
    /// closes it.
    public Optional<Secret> recognise(AccountId account, Instant passwordChanged, Secret token, KnownDevice.Seen seen) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var granted = granted(books, account);
            var found = find(books, account, token).filter(device -> isGood(device, granted, now));
            var content = found.flatMap(this::open);
            // A change of the account password that goes on at the same moment may have left it out.
            boolean isMine = content.isPresent()
                    && isSparedAt(books, account, seen.source())
                    && content.get().passwordChanged() == passwordChanged.toEpochMilli()
                    && isPresent(books, account, passwordChanged)
                    && methods(books, account).containsAll(content.get().methods())
                    && RememberedDevices.in(books).remove(found.get().key());
            if (!isMine) {
                return Optional.empty();
            }
            note(books, AuditKind.DEVICE_RECOGNISED, account, new Actor.Person(account), Map.of("source", text(seen)));
            var next = new Content(seen, content.get().methods(), passwordChanged.toEpochMilli());
            return Optional.of(
                    keep(books, account, found.get().id(), found.get().remembered(), next));
        });
    }

    /// Those of the account that are still good, latest used first.
    public List<KnownDevice> of(AccountId account) {
        return store.transact(books -> of(books, account));
    }

    /// The same as these books have them.
    public List<KnownDevice> of(Books books, AccountId account) {
        Instant now = clock.instant();
        var granted = granted(books, account);
        return RememberedDevices.in(books).of(account).stream()
                .filter(device -> isGood(device, granted, now))
                .flatMap(device -> open(device).map(content -> known(device, content)).stream())
                .toList();
    }

    /// @return false when the account has no such browser
    public boolean forget(AccountId account, UUID id, Actor by) {
        return store.transact(books -> {
            var gone = RememberedDevices.in(books).of(account).stream()
                    .filter(device -> device.id().equals(id))
                    .filter(device -> RememberedDevices.in(books).remove(device.key()))
                    .count();
            return forgotten(books, account, by, gone);
        });
    }

    /// Forgets all of the account.
    public void forgetAll(AccountId account, Actor by) {
        store.transact(books ->
                forgotten(books, account, by, RememberedDevices.in(books).removeAllOf(account)));
    }

    private boolean forgotten(Books books, AccountId account, Actor by, long count) {
        if (count > 0) {
            note(books, AuditKind.DEVICES_FORGOTTEN, account, by, Map.of("count", Long.toString(count)));
        }
        return count > 0;
    }

    // A browser that was spared nothing for long makes room for a new one.
    private static void makeRoom(Books books, AccountId account) {
        RememberedDevices.in(books).of(account).stream()
                .skip(MOST_OF_AN_ACCOUNT - 1L)
                .forEach(oldest -> RememberedDevices.in(books).remove(oldest.key()));
    }

    private Secret keep(Books books, AccountId account, UUID id, Instant remembered, Content content) {
        var token = generator.token();
        var key = digest(keyset.primaryId(), account, token);
        RememberedDevices.in(books)
                .add(new RememberedDevice(
                        key,
                        id,
                        account,
                        remembered,
                        clock.instant(),
                        remembered.plus(granted(books, account)),
                        seal.seal(place(key), content.bytes())));
        return token;
    }

    private Optional<RememberedDevice> find(Books books, AccountId account, Secret token) {
        // Newest key first: nearly every token is under it.
        return keyset.keys().reversed().stream()
                .flatMap(key -> RememberedDevices.in(books).find(digest(key.id(), account, token)).stream())
                .findFirst();
    }

    private static boolean isGood(RememberedDevice device, Duration granted, Instant now) {
        return now.isBefore(device.ends()) && now.isBefore(device.remembered().plus(granted));
    }

    private Optional<Content> open(RememberedDevice device) {
        return Content.read(seal.open(place(device.key()), device.sealed()));
    }

    private Digest digest(int keyId, AccountId account, Secret token) {
        return keyset.digest(Purpose.SESSION, keyId, token, CONTEXT, account.bytes());
    }

    private static void tell(Books books, AccountId account, KnownDevice.Seen seen, Instant now) {
        var values = new HashMap<>(Map.of("source", text(seen)));
        seen.name().ifPresent(name -> values.put("client", name.value()));
        Accounts.in(books)
                .find(account)
                .flatMap(owner -> Notice.toOwner(Notice.Kind.DEVICE_REMEMBERED, owner, values, now))
                .ifPresent(Notices.in(books)::add);
    }

    private void note(Books books, AuditKind kind, AccountId account, Actor by, Map<String, String> details) {
        AuditLog.in(books).append(AuditEvent.of(kind, account, by, clock.instant(), details));
    }

    private static boolean isPresent(Books books, AccountId account, Instant passwordChanged) {
        return CredentialsBook.in(books)
                .find(account)
                .filter(credentials -> credentials.isOfPasswordSet(passwordChanged))
                .isPresent();
    }

    private static Set<String> methods(Books books, AccountId account) {
        return Methods.in(books).heldBy(account).stream()
                .map(method -> method.id().toString())
                .collect(Collectors.toSet());
    }

    private static KnownDevice known(RememberedDevice device, Content content) {
        return new KnownDevice(device.id(), content.seen(), device.remembered(), device.lastUsed(), device.ends());
    }

    private static String text(KnownDevice.Seen seen) {
        return seen.source().toString();
    }

    private static Seal.Place place(Digest key) {
        return new Seal.Place("remembered_device", "content", key.text());
    }

    /// What is sealed of a browser: four lines.
    ///
    /// @param methods ids of the second factors that were registered when it was remembered
    /// @param passwordChanged when the account password of then was set, in milliseconds
    private record Content(KnownDevice.Seen seen, Set<String> methods, long passwordChanged) {
        byte[] bytes() {
            var name = seen.name().map(ClientName::value).orElse("");
            var password = Long.toString(passwordChanged);
            return String.join("\n", seen.source().toString(), String.join(" ", methods), password, name)
                    .getBytes(UTF_8);
        }

        static Optional<Content> read(byte[] bytes) {
            var lines = new String(bytes, UTF_8).split("\n", 4);
            return lines.length < 4
                    ? Optional.empty()
                    : Optional.of(new Content(
                            new KnownDevice.Seen(Source.ofLiteral(lines[0]), ClientName.of(lines[3])),
                            Set.of(lines[1].split(" ")),
                            Long.parseLong(lines[2])));
        }
    }
}
