package org.sallyport.server.web.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.SessionRepository;

/// Keeps sessions in the book of browser sessions, so that they survive a restart: under a keyed digest of the cookie,
/// their content sealed for that row. Who reads the database can neither use nor alter a session.
final class SealedSessions implements SessionRepository<SealedSession> {
    /// How stale the kept last access may be: an idle session ends up to this much early, and most requests write
    /// nothing.
    static final Duration ACCESS_GRAIN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SealedSessions.class);
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Store store;
    private final Keyset keyset;
    private final Seal seal;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final WebSettings.Sessions limits;

    SealedSessions(Services.Ground ground, WebSettings.Sessions limits) {
        this.store = ground.store();
        this.keyset = ground.keyset();
        this.generator = ground.generator();
        this.seal = new Seal(keyset, generator);
        this.clock = ground.clock();
        this.limits = limits;
    }

    @Override
    public SealedSession createSession() {
        return new SealedSession(this::newId, clock, limits.idle());
    }

    /// Keeps what the request changed. A session that was ended meanwhile stays ended.
    ///
    /// @throws Unavailable when that cannot be kept. An outage in which only the time of the last use is lost takes no
    /// answer away: it may show what is shown once.
    @Override
    public void save(SealedSession session) {
        boolean news = session.hasNews();
        var key = digest(keyset.primaryId(), session.getId());
        var before = session.storedUnder();
        boolean moves = before.filter(key::equals).isEmpty();
        if (!moves && !news && session.accessGap().compareTo(ACCESS_GRAIN) < 0) {
            return;
        }
        try {
            if (store.transact(books -> keep(books, session, key, before))) {
                session.wasStoredUnder(key);
            }
        } catch (Unavailable notNow) {
            if (news) {
                throw notNow;
            }
        }
    }

    /// Changes what a session remembers now, and not when the request ends.
    ///
    /// @param change may run more than once
    /// @return what it returned; empty where the session is kept no more
    <R> Optional<R> change(String id, Function<Map<String, String>, R> change) {
        return store.transact(books -> change(books, id, change));
    }

    /// The same within a transaction that is open already, and together with it.
    <R> Optional<R> change(Books books, String id, Function<Map<String, String>, R> change) {
        var results = new ArrayList<R>(1);
        find(books, id)
                .ifPresent(found -> BrowserSessions.in(books)
                        .change(
                                found.key(),
                                kept -> Optional.of(open(kept)
                                        .map(content -> {
                                            var changed = new HashMap<>(content);
                                            results.add(change.apply(changed));
                                            return changed.equals(content) ? kept : with(kept, changed);
                                        })
                                        .orElse(kept))));
        return results.stream().findFirst();
    }

    private BrowserSession with(BrowserSession session, Map<String, String> content) {
        return new BrowserSession(
                session.key(),
                session.account(),
                session.created(),
                session.lastUsed(),
                session.ends(),
                seal.seal(place(session.key()), SessionText.write(content)));
    }

    private boolean keep(Books books, SealedSession session, Digest key, Optional<Digest> before) {
        var book = BrowserSessions.in(books);
        if (before.isEmpty()) {
            book.add(merged(session, key, Map.of()));
            return true;
        }
        return book.change(
                before.get(),
                kept -> Optional.of(merged(session, key, open(kept).orElse(Map.of()))));
    }

    /// What is kept, with what the request changed.
    private BrowserSession merged(SealedSession session, Digest key, Map<String, String> kept) {
        var content = new HashMap<>(kept);
        session.changes()
                .forEach((name, value) -> value.ifPresentOrElse(v -> content.put(name, v), () -> content.remove(name)));
        var account = Optional.ofNullable(content.get(Visits.ACCOUNT)).flatMap(AccountId::parse);
        var began = Optional.ofNullable(content.get(Visits.BEGAN))
                .map(Instant::parse)
                .orElseGet(session::getCreationTime);
        var sealed = seal.seal(place(key), SessionText.write(content));
        return new BrowserSession(
                key, account, began, session.getLastAccessedTime(), began.plus(limits.overall()), sealed);
    }

    @Override
    public @Nullable SealedSession findById(String id) {
        if (!COOKIE.matcher(id).matches()) {
            return null;
        }
        Instant now = clock.instant();
        var found = store.transact(books -> find(books, id));
        return found.filter(kept -> isRunning(kept, now))
                .flatMap(kept -> open(kept).map(content -> restored(id, kept, content)))
                .orElse(null);
    }

    @Override
    public void deleteById(String id) {
        store.transact(books -> {
            find(books, id).ifPresent(kept -> BrowserSessions.in(books).remove(kept.key()));
            return true;
        });
    }

    /// Removes what has ended.
    void sweep() {
        Instant now = clock.instant();
        store.transact(books -> {
            BrowserSessions.in(books).sweep(now, now.minus(limits.idle()));
            RememberedDevices.in(books).sweep(now);
            return true;
        });
    }

    /// What is remembered of a browser that goes on.
    record Remembered(BrowserSession kept, Map<String, String> content) {}

    /// The browsers of an account that go on, latest used first.
    List<Remembered> of(Books books, AccountId account) {
        Instant now = clock.instant();
        return BrowserSessions.in(books).of(account).stream()
                .filter(kept -> isRunning(kept, now))
                .flatMap(kept -> open(kept).map(content -> new Remembered(kept, content)).stream())
                .toList();
    }

    private Optional<BrowserSession> find(Books books, String id) {
        // Newest key first: nearly every session is under it.
        return keyset.keys().reversed().stream()
                .flatMap(key -> BrowserSessions.in(books).find(digest(key.id(), id)).stream())
                .findFirst();
    }

    private boolean isRunning(BrowserSession kept, Instant now) {
        return now.isBefore(kept.ends()) && now.isBefore(kept.lastUsed().plus(limits.idle()));
    }

    private SealedSession restored(String id, BrowserSession kept, Map<String, String> content) {
        var session =
                new SealedSession(this::newId, clock, id, content, kept.created(), kept.lastUsed(), limits.idle());
        session.wasStoredUnder(kept.key());
        return session;
    }

    private Optional<Map<String, String>> open(BrowserSession kept) {
        try {
            return Optional.of(SessionText.read(seal.open(place(kept.key()), kept.sealed())));
        } catch (Seal.Broken moved) {
            LOG.atError()
                    .setMessage("session.seal-broken")
                    .addKeyValue("key", kept.key().text())
                    .setCause(moved)
                    .log();
            return Optional.empty();
        }
    }

    private Digest digest(int keyId, String id) {
        return keyset.digest(Purpose.SESSION, keyId, id.getBytes(StandardCharsets.US_ASCII));
    }

    private String newId() {
        return generator.token().reveal();
    }

    private static Seal.Place place(Digest key) {
        return new Seal.Place("browser_session", "content", key.text());
    }
}
