package org.sallyport.server.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.server.web.FactorProof;
import org.springframework.stereotype.Component;

/// Begins, strengthens and ends visits. The cookie changes at every step that adds an authority, so that a cookie
/// planted or seen before the step is worth nothing after it.
@Component
public final class Visits {
    static final String ACCOUNT = "account";
    static final String ID = "id";
    static final String SECOND_FACTOR_AT = "second-factor-at";
    private static final String SECOND_FACTOR_FROM = "second-factor-from";
    private static final String PASSKEY_AT = "passkey-at";
    private static final String PASSKEY_FROM = "passkey-from";
    private static final String PROVIDER = "provider";
    static final String SPARED = "spared";

    /// When the first of the sessions began that this one goes on with.
    static final String BEGAN = "began";

    static final String BROWSER = "browser";
    static final String SOURCE = "source";
    private static final String PASSWORD_CHANGED = "password-changed";
    static final String PASSWORD_AT = "password-at";
    private static final String NETWORKS = "networks";
    private static final int NETWORKS_KEPT = 8;
    private static final String REPLACING = "replacing";
    private static final String FORM = "form:";
    private static final String NOTE = "note:";
    private static final String NAME = "name";
    private static final String METHOD_PROVED = "method-proved";
    private static final int FORMS_SIDE_BY_SIDE = 5;

    private final InstantSource clock;
    private final SecretGenerator generator;
    private final SealedSessions sessions;
    private final ClientAddress addresses;

    Visits(InstantSource clock, SecretGenerator generator, SealedSessions sessions, ClientAddress addresses) {
        this.clock = clock;
        this.generator = generator;
        this.sessions = sessions;
        this.addresses = addresses;
    }

    /// The account password was right: ends whatever session there was and begins a new one.
    ///
    /// @param passwordChanged when the password was set that was right
    public void begin(HttpServletRequest request, AccountId account, Instant passwordChanged) {
        beginAnew(request, account, passwordChanged)
                .setAttribute(PASSWORD_AT, clock.instant().toString());
    }

    private HttpSession beginAnew(HttpServletRequest request, AccountId account, Instant passwordChanged) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(ACCOUNT, account.toString());
        session.setAttribute(PASSWORD_CHANGED, passwordChanged.toString());
        session.setAttribute(ID, UUID.randomUUID().toString());
        return session;
    }

    /// Remembers where the browser is and what it calls itself, for the list that its owner sees. It is kept at
    /// once: what the request goes on to do must not hang on whether this can be kept behind it.
    ///
    /// @return where it was before, if it has come from a network from which it had not come in this session
    public Optional<Source> cameFrom(HttpServletRequest request, Source source) {
        var session = request.getSession(false);
        if (session == null || text(session, ACCOUNT) == null) {
            return Optional.empty();
        }
        var before = text(session, SOURCE);
        if (source.toString().equals(before)) {
            return Optional.empty();
        }
        var network = network(source);
        var seen = words(text(session, NETWORKS));
        var now = new HashMap<>(Map.of(SOURCE, source.toString()));
        BrowserName.of(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""))
                .ifPresent(name -> now.put(BROWSER, name.value()));
        if (!seen.contains(network)) {
            now.put(NETWORKS, withNewest(seen, network, NETWORKS_KEPT));
        }
        boolean isKept = sessions.change(session.getId(), kept -> {
                    kept.putAll(now);
                    return true;
                })
                .isPresent();
        if (!isKept) {
            // One that begins with this request is kept when it ends.
            now.forEach(session::setAttribute);
        }
        return Optional.ofNullable(before).filter(_ -> !seen.contains(network)).map(Source::ofLiteral);
    }

    /// Names the session on the pages; empty for one that is older than this.
    Optional<String> idOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(session -> text(session, ID));
    }

    /// A passkey stood for password and second factor: ends whatever session there was and begins a new one.
    ///
    /// @param passwordChanged when the account password of this moment was set
    public void beginByPasskey(HttpServletRequest request, AccountId account, Instant passwordChanged) {
        var session = beginAnew(request, account, passwordChanged);
        proved(request, session);
        provedByPasskey(request, session);
    }

    /// The proof of an identity provider stood for the password: ends whatever session there was and begins a new one.
    ///
    /// @param passwordChanged when the account password of this moment was set
    /// @param secondFactorAt when a second factor was proved there, where its word for that is taken
    public void beginByProvider(
            HttpServletRequest request,
            AccountId account,
            Instant passwordChanged,
            String provider,
            Optional<Instant> secondFactorAt) {
        var session = beginAnew(request, account, passwordChanged);
        session.setAttribute(PROVIDER, provider);
        secondFactorAt.ifPresent(at -> proved(session, at, addresses.of(request)));
    }

    /// The second factor was proved at an identity provider.
    public void secondFactorProvedThere(HttpServletRequest request, Instant at) {
        var session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
            proved(session, at, addresses.of(request));
        }
    }

    /// The identity provider that the visitor signed in at.
    public Optional<String> providerOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(session -> text(session, PROVIDER));
    }

    /// The browser is one that is spared the second factor at sign-in.
    public void deviceRecognised(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(SPARED, "1");
        }
    }

    /// The second factor was proved now, by anything but a passkey.
    public void secondFactorProved(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
            proved(request, session);
        }
    }

    /// The second factor was proved now by a passkey.
    public void passkeyProved(HttpServletRequest request) {
        secondFactorProved(request);
        var session = request.getSession(false);
        if (session != null) {
            provedByPasskey(request, session);
        }
    }

    // A proof counts as fresh only where it was given: the cookie alone takes it nowhere else.
    private void proved(HttpServletRequest request, HttpSession session) {
        proved(session, clock.instant(), addresses.of(request));
    }

    private static void proved(HttpSession session, Instant at, Source from) {
        session.setAttribute(SECOND_FACTOR_AT, at.toString());
        session.setAttribute(SECOND_FACTOR_FROM, network(from));
    }

    // Apart from the above, so that a code that is proved later does not stand in its place.
    private void provedByPasskey(HttpServletRequest request, HttpSession session) {
        session.setAttribute(PASSKEY_AT, clock.instant().toString());
        session.setAttribute(PASSKEY_FROM, network(addresses.of(request)));
    }

    private static String network(Source source) {
        return source.prefix().map(Network::toString).orElse("unknown");
    }

    /// Every session of the account has ended: this browser goes on in a new one, with what it had proved and no longer
    /// than before.
    ///
    /// @param passwordChanged when the account password of now was set
    public void goOnAnew(HttpServletRequest request, Instant passwordChanged) {
        var before = request.getSession(false);
        var visit = of(request);
        if (before == null || visit.isEmpty()) {
            return;
        }
        var began = Instant.ofEpochMilli(before.getCreationTime()).toString();
        var provedFrom = text(before, SECOND_FACTOR_FROM);
        var passkeyAt = text(before, PASSKEY_AT);
        var passkeyFrom = text(before, PASSKEY_FROM);
        var session = beginAnew(request, visit.get().account(), passwordChanged);
        session.setAttribute(BEGAN, began);
        visit.get().passwordAt().ifPresent(at -> session.setAttribute(PASSWORD_AT, at.toString()));
        visit.get()
                .secondFactor()
                .ifPresent(proof ->
                        session.setAttribute(SECOND_FACTOR_AT, proof.at().toString()));
        session.setAttribute(SECOND_FACTOR_FROM, provedFrom);
        session.setAttribute(PASSKEY_AT, passkeyAt);
        session.setAttribute(PASSKEY_FROM, passkeyFrom);
    }

    /// The same for whoever has replaced all methods: the new one was proved now.
    public void goOnWithNewMethod(HttpServletRequest request, Instant passwordChanged) {
        goOnAnew(request, passwordChanged);
        var session = request.getSession(false);
        if (session != null) {
            proved(request, session);
        }
    }

    /// An onboarding code was right: the visitor may replace their methods by this enrollment.
    public void replacing(HttpServletRequest request, UUID enrollment) {
        var session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
            session.setAttribute(REPLACING, enrollment.toString());
        }
    }

    public void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    public Optional<Visit> of(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        var account = Optional.ofNullable(text(session, ACCOUNT)).flatMap(AccountId::parse);
        var password = Optional.ofNullable(text(session, PASSWORD_AT)).map(Instant::parse);
        var here = network(addresses.of(request));
        boolean isHere = here.equals(text(session, SECOND_FACTOR_FROM));
        var byPasskey = Optional.ofNullable(text(session, PASSKEY_AT))
                .filter(_ -> here.equals(text(session, PASSKEY_FROM)))
                .map(Instant::parse);
        var second = Optional.ofNullable(text(session, SECOND_FACTOR_AT))
                .map(at -> new FactorProof(Instant.parse(at), isHere, byPasskey));
        // What is older than this mark is of no password that anybody has.
        var changed = Optional.ofNullable(text(session, PASSWORD_CHANGED))
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
        var replacing = Optional.ofNullable(text(session, REPLACING)).map(UUID::fromString);
        return account.map(a -> new Visit(a, changed, password, second, text(session, SPARED) != null, replacing));
    }

    /// A mark for a form that must count once, however often its page is reloaded. The latest few are good side by
    /// side, so that a second tab does not spoil the first. It is kept at once, so that no page brings back a mark that
    /// another one has used up meanwhile.
    public String openForm(HttpServletRequest request, String name) {
        var mark = generator.token().reveal();
        var session = request.getSession(false);
        if (session != null) {
            var _ = sessions.change(session.getId(), kept -> open(kept, name, mark));
        }
        return mark;
    }

    private static boolean open(Map<String, String> kept, String name, String mark) {
        kept.put(FORM + name, withNewest(words(kept.get(FORM + name)), mark, FORMS_SIDE_BY_SIDE));
        return true;
    }

    /// Whether this is the first time that the form with this mark comes back. It counts together with the transaction
    /// that does what the form asks for: both are kept, or neither.
    public boolean closeForm(Books books, HttpServletRequest request, String name, String mark) {
        var session = request.getSession(false);
        return session != null
                && sessions.change(books, session.getId(), kept -> close(kept, name, mark))
                        .orElse(false);
    }

    private static boolean close(Map<String, String> kept, String name, String mark) {
        var open = words(kept.get(FORM + name));
        kept.put(FORM + name, open.stream().filter(other -> !other.equals(mark)).collect(Collectors.joining(" ")));
        return open.contains(mark);
    }

    private static String withNewest(List<String> words, String newest, int most) {
        var latest = words.subList(Math.max(0, words.size() - most + 1), words.size());
        return Stream.concat(latest.stream(), Stream.of(newest)).collect(Collectors.joining(" "));
    }

    private static List<String> words(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    /// What this visit is called, for whatever is good in no other; the same from its beginning to its end. Nobody
    /// outside can tell it.
    public String name(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return generator.token().reveal();
        }
        var known = text(session, NAME);
        if (known != null) {
            return known;
        }
        var fresh = generator.token().reveal();
        session.setAttribute(NAME, fresh);
        return fresh;
    }

    /// The code of the app that is being set up was right during this visit.
    ///
    /// @param proof names this one proof of this one key
    public void methodProved(HttpServletRequest request, String proof) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(METHOD_PROVED, proof);
        }
    }

    /// Whether this proof was given during this visit.
    public boolean isMethodProved(HttpServletRequest request, String proof) {
        var session = request.getSession(false);
        return session != null && proof.equals(text(session, METHOD_PROVED));
    }

    /// Leaves a note for a later request of the same visit. It is kept at once: an answer that shows what is shown once
    /// must not be lost because a note about it cannot be.
    public void leaveNote(HttpServletRequest request, Note note) {
        var session = request.getSession(false);
        if (session != null) {
            var _ = sessions.change(session.getId(), kept -> {
                kept.put(NOTE + note.name(), "1");
                return true;
            });
        }
    }

    /// Whether there is such a note; it stays.
    public boolean hasNote(HttpServletRequest request, Note note) {
        var session = request.getSession(false);
        return session != null && text(session, NOTE + note.name()) != null;
    }

    /// Takes a note away, at once, and says whether there was one.
    public boolean takeNote(HttpServletRequest request, Note note) {
        var session = request.getSession(false);
        return session != null
                && hasNote(request, note)
                && sessions.change(session.getId(), kept -> kept.keySet().remove(NOTE + note.name()))
                        .orElse(false);
    }

    /// Notes from one request to a later one.
    public enum Note {
        /// A code was sent to the contact during this visit.
        CODE_SENT,
        /// The last page showed a secret: the browser is told to forget it.
        SECRET_SHOWN
    }

    private static @Nullable String text(HttpSession session, String name) {
        return (String) session.getAttribute(name);
    }
}
