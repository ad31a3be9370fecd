package org.sallyport.core.enrollment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.MailedCodes;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.MailboxCodes;
import org.sallyport.core.store.Books;

/// Setting up a mailbox: an address, a code that is sent there, and the code typed back. Thread-safe.
public final class MailboxSetup {
    private final EnrollmentSteps steps;
    private final MailboxCodes rule;
    private final SentCodes sentCodes;
    private final MailedCodes mailedCodes;

    MailboxSetup(EnrollmentSteps steps, MailboxCodes rule, SentCodes sentCodes) {
        this.steps = steps;
        this.rule = rule;
        this.sentCodes = sentCodes;
        this.mailedCodes = new MailedCodes(sentCodes);
    }

    /// Chooses a mailbox, and sends it a code; choosing again while nothing is proved takes another address.
    ///
    /// @return empty when this is not the step that comes now
    public Optional<Sending> choose(AccountId account, EmailAddress address, Source source) {
        return order(account, EnumSet.of(Step.CHOOSE_METHOD, Step.PROVE_METHOD), at -> Optional.of(address), source);
    }

    /// Sends the chosen address another code in place of the one before.
    ///
    /// @return empty when this is not the step that comes now, or no mailbox was chosen
    public Optional<Sending> sendAgain(AccountId account, Source source) {
        return order(account, EnumSet.of(Step.PROVE_METHOD), this::address, source);
    }

    /// The address that is being proved.
    public Optional<EmailAddress> address(AccountId account) {
        return steps.store()
                .transact(books -> steps.current(books, account)
                        .filter(at -> at.step() == Step.PROVE_METHOD)
                        .flatMap(this::address));
    }

    /// Proves that the person can read the mailbox.
    public Progress prove(AccountId account, TypedCode typed) {
        var factor = Receiver.MAILBOX.tries();
        return steps.prove(
                account,
                Method.Kind.MAILBOX,
                (books, at, pending) -> steps.tried(books, account, factor, () -> {
                    var binding = binding(at, pending);
                    return switch (sentCodes.checkNew(books, account, Receiver.MAILBOX, binding, typed)) {
                        case EXPIRED -> new Progress.Expired();
                        case WRONG -> steps.wrong(books, account, factor);
                        case RIGHT -> steps.proved(books, at, pending.provedWith(0));
                    };
                }));
    }

    private Optional<Sending> order(
            AccountId account, Set<Step> from, Function<Enrollment, Optional<EmailAddress>> which, Source source) {
        return steps.alone(account, books -> {
            var at = steps.current(books, account).filter(e -> from.contains(e.step()));
            return at.flatMap(which).flatMap(address -> send(books, at.orElseThrow(), address, source));
        });
    }

    private Optional<Sending> send(Books books, Enrollment at, EmailAddress address, Source source) {
        var person = steps.registration().person(books, at.account());
        if (!rule.mayReach(person, address)) {
            return Optional.of(new Sending.NotServed());
        }
        var now = steps.now();
        var refused = steps.refused(books, at, Method.Kind.MAILBOX, method -> isThe(address, method))
                .or(() -> mailedCodes.reserveFirst(books, person, address, source, now));
        if (refused.isPresent()) {
            return refused;
        }
        byte[] content = address.value().getBytes(UTF_8);
        var pending =
                new Enrollment.Pending(Method.Kind.MAILBOX, steps.registration().seal(at, content), now, true, -1);
        return steps.move(books, at.at(Step.PROVE_METHOD).with(pending)) instanceof Progress.Moved
                ? Optional.of(mailedCodes.send(books, person, address, binding(at, pending), now))
                : Optional.empty();
    }

    // Nearly every mailbox takes its name in capitals too; who has another one of that name types it otherwise.
    private static boolean isThe(EmailAddress address, Method method) {
        return method instanceof Mailbox mailbox && mailbox.address().value().equalsIgnoreCase(address.value());
    }

    private Optional<EmailAddress> address(Enrollment at) {
        return at.pending()
                .filter(p -> p.kind() == Method.Kind.MAILBOX)
                .map(pending -> new EmailAddress(new String(steps.registration().open(at, pending), UTF_8)));
    }

    private static String binding(Enrollment at, Enrollment.Pending pending) {
        return at.id() + "/" + pending.made().toEpochMilli();
    }
}
