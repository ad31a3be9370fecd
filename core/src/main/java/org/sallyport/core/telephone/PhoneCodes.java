package org.sallyport.core.telephone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.notice.Told;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Codes by text message and call, in two halves: what is decided and written within a transaction, and the sending
/// once it is committed. Whoever asks waits for it, and is told when the provider does not take the message.
/// Thread-safe.
public final class PhoneCodes {
    private static final Duration STOPS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final SentCodes codes;
    private final Telephone telephone;
    private final MessageBudget budget;
    private final InstantSource clock;
    private final Consumer<MessageBudget.Stop> alarm;

    /// @param alarm hears of messages that the budget stopped, once a minute for each person, for the operator's log
    public PhoneCodes(
            Store store,
            SentCodes codes,
            Telephone telephone,
            MessageBudget budget,
            InstantSource clock,
            Consumer<MessageBudget.Stop> alarm) {
        this.store = store;
        this.codes = codes;
        this.telephone = telephone;
        this.budget = budget;
        this.clock = clock;
        this.alarm = alarm;
    }

    /// A message that somebody asks for.
    ///
    /// @param binding what its code is good for
    public record Asked(
            AccountId account, PhoneNumber number, PhoneMessage.Form form, Locale language, String binding) {}

    /// What the transaction decided.
    public sealed interface Prepared {
        /// @param counted when the budget counted it
        record Ready(AccountId account, PhoneMessage message, Instant counted) implements Prepared {}

        record Held(Sending why) implements Prepared {}
    }

    /// The forms there are.
    public Set<PhoneMessage.Form> forms() {
        return telephone.forms();
    }

    public MessageBudget budget() {
        return budget;
    }

    /// Decides whether the message may be sent, counts it and opens its question. Sends nothing yet.
    public Prepared prepare(Books books, Asked asked) {
        Instant now = clock.instant();
        if (!telephone.forms().contains(asked.form())) {
            return new Prepared.Held(new Sending.Refused());
        }
        var before = codes.sent(books, asked.account(), Receiver.PHONE);
        var blocked = codes.reserveSending(books, asked.account(), Receiver.PHONE, now);
        if (blocked.isPresent()) {
            return new Prepared.Held(new Sending.TooMany(blocked.get()));
        }
        var stop = budget.spend(books, asked.account(), asked.number(), now);
        if (stop.isPresent()) {
            // What was not sent is not counted, and what others have used up takes nothing from this person.
            codes.giveBackSending(books, asked.account(), Receiver.PHONE, before);
            return stopped(books, asked, stop.get(), now);
        }
        note(
                books,
                AuditKind.CODE_SENT,
                asked.account(),
                asked.form(),
                "to",
                asked.number().masked());
        var code = codes.open(books, asked.account(), Receiver.PHONE, asked.binding(), now);
        return new Prepared.Ready(
                asked.account(), new PhoneMessage(asked.number(), asked.form(), asked.language(), code), now);
    }

    // Nothing limits how often somebody is stopped: it is written down once a minute.
    private Prepared stopped(Books books, Asked asked, MessageBudget.Stop stop, Instant now) {
        boolean isDue = Told.in(books).isDue(asked.account(), "phone-" + stop.code(), now, STOPS_NOTED_EVERY);
        if (isDue) {
            note(books, AuditKind.CODE_NOT_SENT, asked.account(), asked.form(), "reason", stop.code());
        }
        return switch (stop) {
            case COUNTRY -> new Prepared.Held(new Sending.NotServed());
            case ACCOUNT -> new Prepared.Held(new Sending.TooMany(MessageBudget.nextDay(now)));
            case RANGE, DAY, FEW_ANSWERED -> {
                if (isDue) {
                    alarm.accept(stop);
                }
                yield new Prepared.Held(new Sending.Stopped());
            }
        };
    }

    /// Sends what was prepared; outside of any transaction.
    public Sending send(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Held(var why) -> why;
            case Prepared.Ready ready -> send(ready);
        };
    }

    /// What counts as answered no longer weighs on the budget.
    ///
    /// @param sent when its code was [sent][SentCodes#sentAt]
    public void answered(Books books, AccountId account, PhoneNumber number, Instant sent) {
        budget.answered(books, account, number, sent, clock.instant());
    }

    private Sending send(Prepared.Ready ready) {
        try (var _ = ready.message().code()) {
            return switch (telephone.send(ready.message())) {
                case SENT -> new Sending.Sent();
                case REFUSED -> notSent(ready, "refused", new Sending.Refused());
                // It may cost, and may be answered: it stays counted.
                case UNKNOWN -> store.transact(books -> failed(books, ready, "unavailable", new Sending.NotNow()));
            };
        } catch (Unavailable now) {
            return notSent(ready, "unavailable", new Sending.NotNow());
        }
    }

    // What nobody got nobody can answer: an outage is not somebody who pumps. The account alone keeps its count, so
    // that nobody asks a provider without end.
    private Sending notSent(Prepared.Ready ready, String reason, Sending outcome) {
        return store.transact(books -> {
            budget.giveBack(books, ready.account(), ready.message().to(), ready.counted(), clock.instant());
            return failed(books, ready, reason, outcome);
        });
    }

    private Sending failed(Books books, Prepared.Ready ready, String reason, Sending outcome) {
        note(books, AuditKind.CODE_NOT_SENT, ready.account(), ready.message().form(), "reason", reason);
        return outcome;
    }

    private void note(
            Books books, AuditKind kind, AccountId account, PhoneMessage.Form form, String name, String value) {
        var details = Map.of("method", Method.Kind.PHONE.code(), "form", form.code(), name, value);
        AuditLog.in(books).append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), details));
    }
}
