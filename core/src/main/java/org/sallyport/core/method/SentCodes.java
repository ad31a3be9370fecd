package org.sallyport.core.method;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;

/// The codes of methods that receive them: six digits, good once, for ten minutes, for one method of one account in one
/// visit (OWASP ASVS 6.6.2). Sends nothing. Thread-safe.
public final class SentCodes {
    private final ContactCodes codes;
    private final InstantSource clock;

    public SentCodes(ContactCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /// What binds the code of a registered method.
    ///
    /// @param visit names the session that asked for it
    public static String binding(MethodId method, String visit) {
        return method + "/" + visit;
    }

    /// Counts a code that is about to be sent.
    ///
    /// @return empty when it may be; otherwise from when
    public Optional<Instant> reserveSending(Books books, AccountId account, Receiver receiver, Instant now) {
        return TryGate.reserve(books, account, receiver.sent(), now);
    }

    /// How many codes were sent, for whoever may have to [give one back][#giveBackSending].
    public Optional<Tries.Count> sent(Books books, AccountId account, Receiver receiver) {
        return Tries.in(books).find(account, receiver.sent());
    }

    /// Takes back that a code was counted in this transaction, where none is sent after all.
    ///
    /// @param before what was counted before
    public void giveBackSending(Books books, AccountId account, Receiver receiver, Optional<Tries.Count> before) {
        TryGate.giveBack(books, account, receiver.sent(), before);
    }

    /// Opens a question in place of the one that was open, and returns its code.
    public Secret open(Books books, AccountId account, Receiver receiver, String binding, Instant now) {
        return codes.open(books, account, receiver.purpose(), binding, now);
    }

    /// When the code was sent whose question is open; to be asked before a right one closes it.
    public Optional<Instant> sentAt(Books books, AccountId account, Receiver receiver) {
        return Challenges.in(books).of(account, receiver.purpose()).stream()
                .findFirst()
                .map(challenge -> challenge.expires().minus(ContactCodes.GOOD_FOR));
    }

    /// Judges the code of a method that is not registered yet. Whoever calls has reserved a try.
    public ContactCodes.Answer checkNew(
            Books books, AccountId account, Receiver receiver, String binding, TypedCode typed) {
        var answer = codes.check(books, account, receiver.purpose(), binding, typed, clock.instant());
        if (answer == ContactCodes.Answer.RIGHT) {
            forgive(books, account, receiver);
        }
        return answer;
    }

    /// Checks a typed code against the methods of this kind that the account holds, and uses it up. Counted before it
    /// is looked at. A code that is too old is a wrong one.
    public CodeCheck check(Books books, AccountId account, Receiver receiver, TypedCode typed, String visit) {
        Instant now = clock.instant();
        var methods = Methods.in(books).heldBy(account).stream()
                .filter(method -> method.kind() == receiver.kind())
                .toList();
        if (methods.isEmpty()) {
            return new CodeCheck.NothingRegistered();
        }
        var blocked = TryGate.reserveCode(books, account, receiver.tries(), now);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        for (var method : methods) {
            var binding = binding(method.id(), visit);
            if (codes.check(books, account, receiver.purpose(), binding, typed, now) == ContactCodes.Answer.RIGHT) {
                forgive(books, account, receiver);
                return new CodeCheck.Accepted(method.id());
            }
        }
        return new CodeCheck.Wrong();
    }

    private static void forgive(Books books, AccountId account, Receiver receiver) {
        TryGate.forgive(books, account, receiver.tries());
        Tries.in(books).clear(account, receiver.sent());
    }
}
