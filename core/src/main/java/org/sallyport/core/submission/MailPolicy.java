package org.sallyport.core.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceRecords;
import org.sallyport.core.device.Devices;
import org.sallyport.core.device.SentMail;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.verify.AccountSnapshot;
import org.sallyport.core.verify.Snapshots;
import org.sallyport.core.verify.TypedName;

/// Judges what devices send. Thread-safe.
///
/// Whoever is no device costs a look into memory. A device is judged in one transaction that holds its row, so that
/// several nodes count as one; it sends seldom enough for that.
public final class MailPolicy {
    public static final Duration HOUR = Duration.ofHours(1);

    private final Store store;
    private final Snapshots snapshots;
    private final Consumer<Account> close;
    private final Executor behindTheAnswer;
    private final InstantSource clock;

    /// @param close closes what a device has open that was stopped
    /// @param behindTheAnswer does that while nobody waits
    public MailPolicy(
            Store store, Snapshots snapshots, Consumer<Account> close, Executor behindTheAnswer, InstantSource clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.close = close;
        this.behindTheAnswer = behindTheAnswer;
        this.clock = clock;
    }

    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public MailAnswer judge(MailQuestion question) {
        if (question.phase() == MailQuestion.Phase.OTHER) {
            return new MailAnswer.NoDevice();
        }
        var device = new TypedName(question.username())
                .canonical()
                .flatMap(snapshots::find)
                .map(AccountSnapshot::account)
                .filter(Account::isDevice);
        return device.isPresent() ? judge(device.get(), question) : new MailAnswer.NoDevice();
    }

    /// Forgets what nothing hangs on any more.
    public void sweep() {
        var before = clock.instant().minus(HOUR);
        store.transact(books -> {
            SentMail.in(books).sweep(before);
            return true;
        });
    }

    private MailAnswer judge(Account known, MailQuestion question) {
        Instant now = clock.instant();
        var judged = store.transact(books -> judge(books, known, question, now));
        if (judged.stopped()) {
            behindTheAnswer.execute(() -> close.accept(known));
        }
        return judged.answer();
    }

    /// An answer, and whether the device was stopped with it.
    private record Judged(MailAnswer answer, boolean stopped) {
        static Judged as(MailAnswer answer) {
            return new Judged(answer, false);
        }
    }

    private static Judged judge(Books books, Account known, MailQuestion question, Instant now) {
        var device = Devices.in(books).findToChange(known.id());
        boolean isActive =
                Accounts.in(books).find(known.id()).filter(Account::isActive).isPresent();
        if (device.isEmpty() || !isActive || !device.get().works()) {
            return Judged.as(new MailAnswer.Refused(MailRefusal.PAUSED));
        }
        var message = new Message(books, device.get(), question, now);
        var why = message.refusal();
        if (why.isEmpty()) {
            return Judged.as(new MailAnswer.Allowed());
        }
        boolean stopped = why.get().counts() && note(books, device.get(), question, why.get(), now);
        return new Judged(new MailAnswer.Refused(why.get()), stopped);
    }

    /// Counts a refusal, says the first of each kind within the hour in the audit log, and stops what is a flood.
    ///
    /// @return whether it was one
    private static boolean note(Books books, Device device, MailQuestion question, MailRefusal why, Instant now) {
        var book = SentMail.in(books);
        var since = since(device, now);
        boolean isFirst = book.count(device.account(), since).stream()
                .noneMatch(count -> count.outcome().equals(why.code()));
        book.put(new SentMail.Entry(device.account(), question.instance(), why.code(), 1, now));
        if (isFirst) {
            var details = Map.of("why", why.code());
            DeviceRecords.note(
                    books, device.account(), AuditKind.DEVICE_MAIL_REFUSED, new Actor.Sallyport(), details, now);
        }
        long refused = refused(book.count(device.account(), since));
        boolean isFlood = refused >= device.limits().cap().flood();
        if (isFlood) {
            var details = Map.of("refused", Long.toString(refused));
            DeviceRecords.pause(books, device, Device.Standing.PAUSED_BY_FLOOD, new Actor.Sallyport(), details, now);
        }
        return isFlood;
    }

    // What was refused before somebody resumed it was judged by them.
    private static Instant since(Device device, Instant now) {
        var hour = now.minus(HOUR);
        var begun = device.since().minusMillis(1);
        return begun.isAfter(hour) ? begun : hour;
    }

    private static long refused(List<SentMail.Count> counts) {
        return counts.stream()
                .filter(count -> !count.isSent())
                .mapToLong(SentMail.Count::messages)
                .sum();
    }

    /// One message that a device sends, as far as it has come.
    private record Message(Books books, Device device, MailQuestion question, Instant now) {
        Optional<MailRefusal> refusal() {
            var limits = device.limits();
            if (limits.areOver(now)) {
                return Optional.of(MailRefusal.OVER);
            }
            if (!limits.scope().allows(question.source())) {
                return Optional.of(MailRefusal.NETWORK);
            }
            if (!limits.allowSender(question.sender())) {
                return Optional.of(MailRefusal.SENDER);
            }
            var earlier = SentMail.in(books)
                    .find(device.account(), question.instance(), SentMail.Entry.SENT)
                    .filter(entry -> entry.at().isAfter(now.minus(HOUR)));
            if (!isAllowedRecipient(earlier)) {
                return Optional.of(MailRefusal.RECIPIENT);
            }
            return take(earlier) ? Optional.empty() : Optional.of(MailRefusal.CAP);
        }

        // Who has more recipients than were asked about, where not everybody is allowed, could name anybody.
        private boolean isAllowedRecipient(Optional<SentMail.Entry> earlier) {
            if (question.recipient().isPresent()) {
                return device.limits().allowRecipient(question.recipient().get());
            }
            int asked = earlier.map(SentMail.Entry::recipients).orElse(0);
            return question.phase() != MailQuestion.Phase.CONTENT
                    || device.limits().recipients().isEmpty()
                    || question.recipients() <= asked;
        }

        /// Counts as much of the message as was not counted before, if there is room for it.
        private boolean take(Optional<SentMail.Entry> earlier) {
            int known = earlier.map(SentMail.Entry::recipients).orElse(0);
            int all = switch (question.phase()) {
                case RECIPIENT -> known + 1;
                case CONTENT -> Math.max(Math.max(known, question.recipients()), 1);
                case SENDER, OTHER -> known;
            };
            var cap = device.limits().cap();
            var sent = SentMail.in(books).count(device.account(), now.minus(HOUR)).stream()
                    .filter(SentMail.Count::isSent)
                    .findFirst();
            long messages = sent.map(SentMail.Count::messages).orElse(0L) + (earlier.isPresent() ? 0 : 1);
            long recipients = sent.map(SentMail.Count::recipients).orElse(0L) + all - known;
            boolean hasRoom = messages <= cap.messages() && recipients <= cap.recipients();
            if (hasRoom && all > known) {
                var at = earlier.map(SentMail.Entry::at).orElse(now);
                SentMail.in(books)
                        .put(new SentMail.Entry(device.account(), question.instance(), SentMail.Entry.SENT, all, at));
            }
            return hasRoom;
        }
    }
}
