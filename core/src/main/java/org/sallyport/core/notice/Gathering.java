package org.sallyport.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// When mail with notices went to one address during the last day, and when the next may go. Three go at once; what
/// comes behind them is gathered for ten minutes, and as a burst goes on for twice as long each time. So an address
/// gets ten mails a day at most, nothing is dropped, and nobody waits longer than the burst has lasted already.
///
/// Codes are no part of it: somebody waits for them, and they have a share of their own ([Share]). Nor are the first
/// mails of each [grave kind][Notice.Kind#isGrave]: they go at once and alone, and do not count here.
///
/// @param mails oldest first
public record Gathering(List<Instant> mails) {
    /// How many mails go to an address at once.
    public static final int AT_ONCE = 3;

    /// How many mails an address gets within a day.
    public static final int A_DAY = 10;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(10);

    public Gathering {
        mails = List.copyOf(mails);
    }

    /// Those of the day before `now` only.
    public Gathering lately(Instant now) {
        return new Gathering(
                mails.stream().filter(at -> at.isAfter(now.minus(DAY))).toList());
    }

    /// The same with so many mails more, at `now`.
    public Gathering and(int more, Instant now) {
        return new Gathering(Stream.concat(mails.stream(), Collections.nCopies(more, now).stream())
                .sorted()
                .toList());
    }

    /// Puts those that wait into envelopes: each into its own as long as there is room, else all into one.
    ///
    /// @return nothing when they have to wait, until [#next]
    public <N> List<List<N>> envelopes(List<N> waiting, Instant now) {
        if (waiting.isEmpty() || next(now).isAfter(now)) {
            return List.of();
        }
        var envelopes = new ArrayList<List<N>>();
        if (waiting.size() <= Math.max(1, AT_ONCE - lately(now).mails().size())) {
            waiting.forEach(notice -> envelopes.add(List.of(notice)));
        } else {
            envelopes.add(List.copyOf(waiting));
        }
        return envelopes;
    }

    /// From when the next mail may go; `now` where it may at once.
    public Instant next(Instant now) {
        var counted = lately(now).mails();
        int sent = counted.size();
        if (sent < AT_ONCE) {
            return now;
        }
        var next = sent < A_DAY
                ? counted.getLast().plus(FIRST_WAIT.multipliedBy(1L << sent - AT_ONCE))
                : counted.get(sent - A_DAY).plus(DAY);
        return next.isAfter(now) ? next : now;
    }
}
