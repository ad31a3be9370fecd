package org.sallyport.core.telephone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.store.Books;
import org.sallyport.core.throttle.GuessCounts;

/// Ends SMS pumping: messages that somebody has sent to numbers whose operator shares what they cost. A message is
/// counted before it is sent, over all nodes together, and whatever is beyond a limit is not sent. The day is that of
/// Greenwich. Thread-safe.
///
/// Whoever pumps spreads messages over a range of numbers and answers few of them. So a range is ten thousand
/// neighbouring numbers, and an answered message no longer counts in it: the telephones of one organisation, which
/// often are neighbours, do not use each other's budget up.
public final class MessageBudget {
    /// How many digits at the end of a number its neighbours differ in.
    private static final int RANGE_DIGITS = 4;

    private static final Duration KEPT_AFTER_THE_DAY = Duration.ofHours(1);

    private final MessageLimits limits;
    private final NumberingPlan plan;
    private final Keyset keyset;

    /// @param keyset makes the names of counters, which tell nobody whom they concern
    public MessageBudget(MessageLimits limits, NumberingPlan plan, Keyset keyset) {
        this.limits = limits;
        this.plan = plan;
        this.keyset = keyset;
    }

    /// Why a message is not sent.
    public enum Stop {
        /// Its country is not among those that get any.
        COUNTRY,
        /// The account had so many messages today, answered or not.
        ACCOUNT,
        /// So many messages to neighbouring numbers were not answered today.
        RANGE,
        /// So many messages were sent today.
        DAY,
        /// Of today's messages, fewer than three in ten were answered.
        FEW_ANSWERED;

        /// `few-answered`: how the audit log calls it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// The countries whose numbers get messages.
    public Set<String> countries() {
        return limits.countries();
    }

    /// Whether the country of a number is among those that get messages.
    public boolean serves(PhoneNumber number) {
        return plan.countryOf(number).filter(limits.countries()::contains).isPresent();
    }

    /// Counts a message that is about to be sent.
    ///
    /// @return empty when it may be sent; otherwise why not, and nothing was counted
    Optional<Stop> spend(Books books, AccountId account, PhoneNumber number, Instant now) {
        if (!serves(number)) {
            return Optional.of(Stop.COUNTRY);
        }
        var names = names(account, number, now);
        var more = names.deltas(
                now,
                new Change(names.account(), 1),
                new Change(names.day(), 1),
                new Change(names.range(), 1),
                new Change(names.answered(), 0));
        var counted = GuessCounts.in(books).add(more, now).stream()
                .collect(Collectors.toMap(GuessCounts.Count::counter, GuessCounts.Count::counted));
        var stop = stop(
                counted.getOrDefault(names.account(), 0L),
                counted.getOrDefault(names.day(), 0L),
                counted.getOrDefault(names.range(), 0L),
                counted.getOrDefault(names.answered(), 0L));
        if (stop.isPresent()) {
            giveBack(books, account, number, now, now);
        }
        return stop;
    }

    /// Takes back that a message was counted which certainly was not sent.
    ///
    /// @param counted when it was
    void giveBack(Books books, AccountId account, PhoneNumber number, Instant counted, Instant now) {
        var names = names(account, number, counted);
        var less = names.deltas(
                counted, new Change(names.account(), -1), new Change(names.day(), -1), new Change(names.range(), -1));
        GuessCounts.in(books).add(less, now);
    }

    /// A message to this number was answered with its code: an answer belongs to the day of its message.
    ///
    /// @param sent when the message was counted
    void answered(Books books, AccountId account, PhoneNumber number, Instant sent, Instant now) {
        var names = names(account, number, sent);
        GuessCounts.in(books)
                .add(names.deltas(sent, new Change(names.answered(), 1), new Change(names.range(), -1)), now);
    }

    /// When the limits of a day begin anew.
    static Instant nextDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private Optional<Stop> stop(long ofAccount, long sent, long unanswered, long answered) {
        if (ofAccount > MessageLimits.PER_ACCOUNT) {
            return Optional.of(Stop.ACCOUNT);
        }
        if (sent > limits.perDay()) {
            return Optional.of(Stop.DAY);
        }
        if (unanswered > limits.unansweredInRange()) {
            return Optional.of(Stop.RANGE);
        }
        boolean few = sent > MessageLimits.JUDGED_FROM && answered * 100 < (sent - 1) * MessageLimits.LEAST_ANSWERED;
        return few ? Optional.of(Stop.FEW_ANSWERED) : Optional.empty();
    }

    private Names names(AccountId account, PhoneNumber number, Instant during) {
        var neighbours = number.value().substring(0, number.value().length() - RANGE_DIGITS);
        var date = LocalDate.ofInstant(during, ZoneOffset.UTC);
        return new Names(
                "phone/account/" + blind("phone account " + account) + "/" + date,
                "phone/day/" + date,
                "phone/answered/" + date,
                "phone/range/" + blind("phone " + neighbours) + "/" + date);
    }

    private String blind(String name) {
        var blind = keyset.digest(Purpose.BLIND_INDEX, name.getBytes(US_ASCII));
        return Long.toHexString(blind.word(0)) + Long.toHexString(blind.word(1));
    }

    private record Change(String counter, long by) {}

    /// What the counters of one day are called.
    private record Names(String account, String day, String answered, String range) {
        List<GuessCounts.Delta> deltas(Instant during, Change... changes) {
            var ends = nextDay(during).plus(KEPT_AFTER_THE_DAY);
            return Stream.of(changes)
                    .map(change -> new GuessCounts.Delta(change.counter(), change.by(), ends))
                    .toList();
        }
    }
}
