package org.sallyport.core.enrollment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.MethodText;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Unavailable;

/// What an enrollment leaves behind: the registered method and the verified contact. Thread-safe.
public final class Registration {
    private final Seal seal;
    private final AuthenticatorApps apps;
    private final AppPasswords appPasswords;
    private final InstantSource clock;

    public Registration(Seal seal, AuthenticatorApps apps, AppPasswords appPasswords, InstantSource clock) {
        this.seal = seal;
        this.apps = apps;
        this.appPasswords = appPasswords;
        this.clock = clock;
    }

    AppPasswords appPasswords() {
        return appPasswords;
    }

    byte[] seal(Enrollment enrollment, byte[] content) {
        return seal.seal(place(enrollment), content);
    }

    byte[] open(Enrollment enrollment, Enrollment.Pending pending) {
        return seal.open(place(enrollment), pending.sealed());
    }

    Account person(Books books, AccountId account) {
        return Accounts.in(books)
                .find(account)
                .orElseThrow(() -> new IllegalStateException("account " + account + " is gone within one transaction"));
    }

    void giveContact(Books books, AccountId account, Contact contact) {
        var before = person(books, account);
        replace(books, before.withContact(contact));
        // One of the organisation's that gets no codes: whoever reads it learns that another one does.
        if (before.contact()
                .filter(earlier -> earlier.origin() == Contact.Origin.ORGANISATION)
                .isPresent()) {
            var values = Map.of("address", contact.address().masked());
            OwnersMail.tell(books, Notice.Kind.CONTACT_CHANGED, before, values, clock.instant());
        }
        note(books, AuditKind.CONTACT_ADDED, account, Map.of("by", "the person, because none was on record"));
    }

    /// Registers the proved method, and the contact as verified where a code came back from it.
    void register(Books books, Enrollment enrollment, Challenge.Purpose proof) {
        var account = enrollment.account();
        if (proof == Challenge.Purpose.CONTACT) {
            var person = person(books, account);
            var contact = person.contact().orElseThrow(() -> new IllegalStateException("no contact to verify"));
            replace(books, person.withContact(contact.verifiedAt(clock.instant())));
            note(books, AuditKind.CONTACT_VERIFIED, account, Map.of());
        }
        registerMethod(books, enrollment);
    }

    /// Registers the proved method and tells its owner.
    void registerMethod(Books books, Enrollment enrollment) {
        var account = enrollment.account();
        var pending = enrollment.pending().orElseThrow(() -> new IllegalStateException("nothing to register"));
        if (pending.usedStep() < 0) {
            throw new IllegalStateException("a method that was not proved is not registered");
        }
        // Before anything is removed: a mailbox that goes hears of it too, and a new one has just been typed.
        tell(books, enrollment, pending.kind());
        if (enrollment.aim() == Enrollment.Aim.REPLACEMENT) {
            removeAll(books, account);
        }
        Methods.in(books).add(method(enrollment, pending));
        Changes.in(books).changed(account);
        note(
                books,
                AuditKind.METHOD_REGISTERED,
                account,
                Map.of("method", pending.kind().code()));
    }

    private void tell(Books books, Enrollment enrollment, Method.Kind method) {
        var what = switch (enrollment.aim()) {
            case FIRST -> Notice.Kind.METHOD_REGISTERED;
            case ANOTHER -> Notice.Kind.METHOD_ADDED;
            case REPLACEMENT -> Notice.Kind.METHODS_REPLACED;
        };
        var values = Map.of("method", method.code());
        OwnersMail.tell(books, what, person(books, enrollment.account()), values, clock.instant());
    }

    // Whatever was lost may be in somebody's hands, still signed in, and the sheet with the recovery codes beside it.
    private void removeAll(Books books, AccountId account) {
        RememberedDevices.in(books).removeAllOf(account);
        // The browser that replaces it is among them, and goes on in a new session.
        int others = Math.max(0, BrowserSessions.in(books).removeAllOf(account) - 1);
        var ended = Map.of("count", Integer.toString(others), "why", "replaced");
        note(books, AuditKind.BROWSERS_SIGNED_OUT, account, ended);
        for (var lost : Methods.in(books).heldBy(account)) {
            Methods.in(books).remove(account, lost.id());
            var details = Map.of("method", lost.kind().code(), "id", lost.id().toString(), "why", "replaced");
            note(books, AuditKind.METHOD_REMOVED, account, details);
        }
        RecoveryCodeBook.in(books).replaceAll(account, List.of());
    }

    private Method method(Enrollment enrollment, Enrollment.Pending pending) {
        byte[] content = open(enrollment, pending);
        try {
            var id = MethodId.fresh();
            return pending.kind() == Method.Kind.AUTHENTICATOR_APP
                    ? apps.register(id, enrollment.account(), "", content, pending.usedStep())
                    : MethodText.read(
                            pending.kind(), id, enrollment.account(), "", new String(content, UTF_8), clock.instant());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private void replace(Books books, Account changed) {
        if (!Accounts.in(books).replace(changed)) {
            throw new Unavailable("store", "account " + changed.id() + " is being changed by somebody else");
        }
        Changes.in(books).changed(changed.id());
    }

    private void note(Books books, AuditKind kind, AccountId account, Map<String, String> details) {
        AuditLog.in(books).append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), details));
    }

    private static Seal.Place place(Enrollment enrollment) {
        return new Seal.Place("enrollment", "secret", enrollment.id().toString());
    }
}
