package org.sallyport.core.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.MethodName;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Told;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// What a person does with the methods they have: name them, say which one is asked for first, remove one. Every change
/// commits with its audit row and with the notice to its owner. Thread-safe.
public final class RegisteredMethods {
    private static final Duration TOLD_EVERY = Duration.ofHours(1);

    private final Store store;
    private final BiPredicate<Account, Method> works;
    private final InstantSource clock;

    /// @param works whether somebody could sign in with a method now, as everything is configured: a telephone is of no
    /// use where no provider takes messages
    public RegisteredMethods(Store store, BiPredicate<Account, Method> works, InstantSource clock) {
        this.store = store;
        this.works = works;
        this.clock = clock;
    }

    /// What came of wanting to name a method, or to have it asked for first.
    public enum Change {
        DONE,
        /// A second factor has to be proved first: the last proof is too old.
        STEP_UP_NEEDED,
        NO_SUCH_METHOD
    }

    /// What came of wanting to remove a method.
    public enum Removal {
        REMOVED,
        /// It is the only one, or the only one that works, and without it nobody would get in.
        THE_LAST_ONE,
        /// A second factor has to be proved first: the last proof is too old.
        STEP_UP_NEEDED,
        NO_SUCH_METHOD
    }

    /// All of them, the one that is asked for first at the head.
    public List<Method> of(AccountId account) {
        return store.transact(books -> Methods.in(books).heldBy(account));
    }

    /// Names it. Its owner hears of that once an hour for each method, however often it is named.
    ///
    /// @param factorProved when the session last proved a second factor
    public Change rename(AccountId account, MethodId id, MethodName name, Instant factorProved) {
        if (isStale(factorProved)) {
            return Change.STEP_UP_NEEDED;
        }
        return store.transact(books -> {
            var method = find(books, account, id);
            method.filter(known -> !known.label().equals(name.value())).ifPresent(known -> {
                Methods.in(books).rename(account, id, name.value());
                changed(books, AuditKind.METHOD_RENAMED, known);
                tellNowAndThen(books, Notice.Kind.METHOD_RENAMED, known, Map.of("label", name.value()));
            });
            return method.isPresent() ? Change.DONE : Change.NO_SUCH_METHOD;
        });
    }

    /// Makes it the one that is asked for first. Its owner hears of that once an hour for each method.
    ///
    /// @param factorProved when the session last proved a second factor
    public Change prefer(AccountId account, MethodId id, Instant factorProved) {
        if (isStale(factorProved)) {
            return Change.STEP_UP_NEEDED;
        }
        return store.transact(books -> {
            var held = Methods.in(books).heldBy(account);
            var method = held.stream().filter(m -> m.id().equals(id)).findFirst();
            // Saying it again changes nothing, and nobody hears of it.
            method.filter(known -> !held.getFirst().id().equals(known.id())).ifPresent(known -> {
                Methods.in(books).prefer(account, id);
                changed(books, AuditKind.DEFAULT_METHOD_SET, known);
                tellNowAndThen(books, Notice.Kind.DEFAULT_METHOD_SET, known, Map.of());
            });
            return method.isPresent() ? Change.DONE : Change.NO_SUCH_METHOD;
        });
    }

    /// Removes a method, never the last one, nor the last one that works.
    ///
    /// @param factorProved when the session last proved a second factor
    /// @throws Unavailable when the account is being changed at this moment, so that of two who remove the last two
    /// methods at once only one succeeds
    public Removal remove(AccountId account, MethodId id, Instant factorProved) {
        if (isStale(factorProved)) {
            return Removal.STEP_UP_NEEDED;
        }
        return store.transact(books -> {
            // Before the methods are read: what is decided by them holds only as long as this revision does.
            var person = Accounts.in(books).find(account);
            var held = Methods.in(books).heldBy(account);
            var method = held.stream().filter(m -> m.id().equals(id)).findFirst();
            if (person.isEmpty() || method.isEmpty()) {
                return Removal.NO_SUCH_METHOD;
            }
            if (isNeeded(person.get(), method.get(), held)) {
                return Removal.THE_LAST_ONE;
            }
            if (!Accounts.in(books).replace(person.get())) {
                throw new Unavailable("store", "account " + account + " is being changed by somebody else");
            }
            // While it is held: a mailbox that is removed hears of it too.
            tell(books, Notice.Kind.METHOD_REMOVED, method.get(), Map.of());
            Methods.in(books).remove(account, id);
            changed(books, AuditKind.METHOD_REMOVED, method.get());
            return Removal.REMOVED;
        });
    }

    private boolean isNeeded(Account person, Method method, List<Method> held) {
        return held.size() == 1
                || works.test(person, method)
                        && held.stream()
                                .filter(other -> !other.id().equals(method.id()))
                                .noneMatch(other -> works.test(person, other));
    }

    private boolean isStale(Instant factorProved) {
        return !Fresh.is(factorProved, clock.instant());
    }

    private static Optional<Method> find(Books books, AccountId account, MethodId id) {
        return Methods.in(books).heldBy(account).stream()
                .filter(m -> m.id().equals(id))
                .findFirst();
    }

    private void changed(Books books, AuditKind kind, Method method) {
        var account = method.account();
        Changes.in(books).changed(account);
        var details = Map.of("method", method.kind().code(), "id", method.id().toString());
        AuditLog.in(books).append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), details));
    }

    private void tellNowAndThen(Books books, Notice.Kind kind, Method method, Map<String, String> more) {
        var what = kind.code() + " " + method.id();
        if (Told.in(books).isDue(method.account(), what, clock.instant(), TOLD_EVERY)) {
            tell(books, kind, method, more);
        }
    }

    private void tell(Books books, Notice.Kind kind, Method method, Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("method", method.kind().code());
        Accounts.in(books)
                .find(method.account())
                .ifPresent(owner -> OwnersMail.tell(books, kind, owner, values, clock.instant()));
    }
}
