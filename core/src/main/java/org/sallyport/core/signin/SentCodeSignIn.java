package org.sallyport.core.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.MailedCodes;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.MailboxCodes;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.telephone.PhoneCodes;
import org.sallyport.core.telephone.PhoneMessage;

/// The second factor of people who receive its code: sent to a telephone or a mailbox that they have registered, once
/// their account password was right, and good in the visit that asked for it. Thread-safe.
public final class SentCodeSignIn {
    private final Store store;
    private final SentCodes codes;
    private final MailedCodes mailedCodes;
    private final Optional<PhoneCodes> phoneCodes;
    private final MailboxCodes mailboxCodes;
    private final InstantSource clock;

    /// @param phoneCodes empty where no provider is configured
    public SentCodeSignIn(
            Store store,
            SentCodes codes,
            Optional<PhoneCodes> phoneCodes,
            MailboxCodes mailboxCodes,
            InstantSource clock) {
        this.store = store;
        this.codes = codes;
        this.mailedCodes = new MailedCodes(codes);
        this.phoneCodes = phoneCodes;
        this.mailboxCodes = mailboxCodes;
        this.clock = clock;
    }

    /// The ways in which a code reaches a telephone; none where no provider is configured.
    public Set<PhoneMessage.Form> forms() {
        return phoneCodes.map(PhoneCodes::forms).orElse(Set.of());
    }

    /// The telephones somebody has registered and that codes reach.
    public List<Phone> phones(AccountId account) {
        return store.transact(books -> phones(books, account));
    }

    /// The mailboxes somebody has registered and that codes may go to.
    public List<Mailbox> mailboxes(AccountId account) {
        return store.transact(books -> mailboxes(books, account));
    }

    /// Sends a code to a telephone of this account; none where the way is switched off, and none would be taken.
    ///
    /// @param visit names the session; the code is good in no other
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Sending send(AccountId account, MethodId phone, PhoneMessage.Form form, String visit) {
        var prepared = alone(
                account,
                books -> phones(books, account).stream()
                        .filter(registered -> registered.id().equals(phone))
                        .findFirst()
                        .flatMap(registered -> person(books, account)
                                .flatMap(person -> prepare(books, person, registered, form, visit))));
        return prepared.flatMap(ready -> phoneCodes.map(codesOut -> codesOut.send(ready)))
                .orElseGet(Sending.NotServed::new);
    }

    /// Likewise to a mailbox of this account.
    ///
    /// @param visit names the session; the code is good in no other
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Sending send(AccountId account, MethodId mailbox, String visit) {
        return alone(
                account,
                books -> mailboxes(books, account).stream()
                        .filter(registered -> registered.id().equals(mailbox))
                        .findFirst()
                        .flatMap(registered ->
                                person(books, account).map(person -> send(books, person, registered, visit)))
                        .orElseGet(Sending.NotServed::new));
    }

    /// Judges a code that was sent during this visit.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public CodeCheck check(AccountId account, Receiver receiver, TypedCode typed, String visit, Source source) {
        return alone(account, books -> {
            var sent = codes.sentAt(books, account, receiver);
            var check = codes.check(books, account, receiver, typed, visit);
            // The counters before the audit log, as where a message is sent: so that no two wait for each other.
            if (check instanceof CodeCheck.Accepted(var method)) {
                sent.ifPresent(moment -> answered(books, account, method, moment));
            }
            CodeNotes.write(
                    books, account, receiver.kind().code(), receiver.tries(), check, source, clock.instant(), Map.of());
            return check;
        });
    }

    private void answered(Books books, AccountId account, MethodId method, Instant sent) {
        phones(books, account).stream()
                .filter(phone -> phone.id().equals(method))
                .forEach(phone -> phoneCodes.ifPresent(out -> out.answered(books, account, phone.number(), sent)));
    }

    private Optional<PhoneCodes.Prepared> prepare(
            Books books, Account person, Phone phone, PhoneMessage.Form form, String visit) {
        if (TryGate.isSwitchedOff(books, person.id(), Receiver.PHONE.tries())) {
            return Optional.of(new PhoneCodes.Prepared.Held(new Sending.SwitchedOff()));
        }
        var language = person.profile().language();
        var binding = SentCodes.binding(phone.id(), visit);
        var asked = new PhoneCodes.Asked(person.id(), phone.number(), form, language, binding);
        return phoneCodes.map(out -> out.prepare(books, asked));
    }

    // Sending counts a code and then opens its question, typing closes the question and then forgives the codes.
    private <R> R alone(AccountId account, Function<Books, R> work) {
        return store.transact(books -> {
            Tries.in(books).hold(account);
            return work.apply(books);
        });
    }

    private Sending send(Books books, Account person, Mailbox mailbox, String visit) {
        if (TryGate.isSwitchedOff(books, person.id(), Receiver.MAILBOX.tries())) {
            return new Sending.SwitchedOff();
        }
        var now = clock.instant();
        return mailedCodes
                .reserve(books, person, now)
                .orElseGet(() -> mailedCodes.send(
                        books, person, mailbox.address(), SentCodes.binding(mailbox.id(), visit), now));
    }

    private List<Phone> phones(Books books, AccountId account) {
        return phoneCodes.isEmpty()
                ? List.of()
                : Methods.in(books).heldBy(account).stream()
                        .flatMap(method -> method instanceof Phone phone ? Stream.of(phone) : Stream.empty())
                        .toList();
    }

    // Asked anew each time: a domain may have become one whose mailboxes app passwords open.
    private List<Mailbox> mailboxes(Books books, AccountId account) {
        var person = person(books, account);
        return Methods.in(books).heldBy(account).stream()
                .flatMap(method -> method instanceof Mailbox mailbox ? Stream.of(mailbox) : Stream.empty())
                .filter(mailbox -> person.filter(p -> mailboxCodes.mayReach(p, mailbox.address()))
                        .isPresent())
                .toList();
    }

    private static Optional<Account> person(Books books, AccountId account) {
        return Accounts.in(books).find(account).filter(Account::isActive);
    }
}
