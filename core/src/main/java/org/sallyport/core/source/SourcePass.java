package org.sallyport.core.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Text;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// One reading of a source, while it lasts. Whoever would be suspended waits until the end, when it is known how many
/// they are. Used by one thread.
final class SourcePass {
    private static final int PAGE = 500;

    // Few enough for an answer long before the lease ends.
    private static final int ASKED_TOGETHER = 100;

    private static final int LONGEST_NAME = 100;
    private static final Actor BY = new Actor.Sallyport();

    private final SourceReader reader;
    private final Provisioning provisioning;
    private final Store store;
    private final SourceReport.Kind kind;
    private final Set<String> met = new HashSet<>();
    private final List<Leaver> disabled = new ArrayList<>();
    private final List<SourceLink> gone = new ArrayList<>();
    private final List<SourceReport.Line> lines = new ArrayList<>();
    private SourceReport.Counts counts = SourceReport.Counts.NONE;

    /// Somebody whom the source has disabled and who would be suspended.
    ///
    /// @param suspension does it, or in a dry run looks what would come of it
    private record Leaver(String name, Supplier<Optional<Provisioned>> suspension) {}

    SourcePass(SourceReader reader, Provisioning provisioning, Store store, SourceReport.Kind kind) {
        this.reader = reader;
        this.provisioning = provisioning;
        this.store = store;
        this.kind = kind;
    }

    /// Takes in everybody, or whoever has changed since a mark.
    ///
    /// @param stillOurs throws when another node has taken over; asked before each of them
    void read(Optional<String> since, Runnable stillOurs) {
        reader.read(since, page -> take(page, stillOurs));
    }

    /// Finds out who has left, behind a reading of everybody.
    ///
    /// @return how many the source had let sign in
    int lookForWhoIsMissing() {
        return eachLink(link -> {
            if (!met.contains(link.key().externalId())) {
                gone.add(link);
            }
        });
    }

    /// Finds out who has left or is in another state, behind a reading of changes: by everybody's name and state alone.
    /// Whoever may sign in again is read whole; of the others nothing else need be known.
    ///
    /// @param stillOurs likewise
    /// @return how many the source had let sign in
    int callTheRoll(Runnable stillOurs) {
        var present = reader.rollCall();
        var back = new ArrayList<String>();
        int of = eachLink(link -> {
            var id = link.key().externalId();
            var state = present.get(id);
            if (state == null && !met.contains(id)) {
                gone.add(link);
            } else if (state != null && state != link.state() && met.add(id)) {
                stillOurs.run();
                if (state == SourceState.PRESENT) {
                    back.add(id);
                } else {
                    leave(link.key(), nameOf(link), state);
                }
            }
        });
        if (!back.isEmpty()) {
            reader.find(back, page -> take(page, stillOurs));
        }
        return of;
    }

    private void take(List<SourceReader.Entry> page, Runnable stillOurs) {
        for (var entry : page) {
            stillOurs.run();
            take(entry);
        }
    }

    private int eachLink(Consumer<SourceLink> work) {
        int of = 0;
        var after = Optional.<String>empty();
        List<SourceLink> page;
        do {
            var from = after;
            page = store.look(books -> SourceLinks.in(books).page(reader.source(), from, PAGE));
            for (var link : page) {
                of += link.state() == SourceState.PRESENT ? 1 : 0;
                work.accept(link);
            }
            after = page.isEmpty() ? after : Optional.of(page.getLast().key().externalId());
        } while (page.size() == PAGE);
        gone.removeIf(link -> link.state() == SourceState.GONE);
        return of;
    }

    /// How many would be suspended who may sign in until now.
    int leaving() {
        return disabled.size()
                + (int) gone.stream()
                        .filter(link -> link.state() == SourceState.PRESENT)
                        .count();
    }

    /// Notes them, and does nothing.
    void hold() {
        disabled.forEach(one -> note(SourceReport.What.HELD, one.name(), "disabled"));
        gone.stream()
                .filter(link -> link.state() == SourceState.PRESENT)
                .forEach(link -> note(SourceReport.What.HELD, nameOf(link), "gone"));
    }

    /// Suspends them; whoever is missing only after the source has said so once more.
    ///
    /// @param stillOurs likewise
    void suspend(Runnable stillOurs) {
        for (var one : disabled) {
            stillOurs.run();
            guarded(one.name(), () -> one.suspension().get().ifPresent(came -> note(came, one.name(), "disabled")));
        }
        for (int from = 0; from < gone.size(); from += ASKED_TOGETHER) {
            suspend(gone.subList(from, Math.min(gone.size(), from + ASKED_TOGETHER)), stillOurs);
        }
    }

    private void suspend(List<SourceLink> missing, Runnable stillOurs) {
        stillOurs.run();
        var there = new HashSet<String>();
        reader.find(
                missing.stream().map(link -> link.key().externalId()).toList(),
                page -> page.forEach(entry -> there.add(entry.externalId())));
        for (var link : missing) {
            stillOurs.run();
            if (!there.contains(link.key().externalId())) {
                guarded(
                        nameOf(link),
                        () -> shutOut(link.key(), SourceState.GONE)
                                .ifPresent(came -> note(came, nameOf(link), "gone")));
            }
        }
    }

    private Optional<Provisioned> shutOut(SourceKey key, SourceState state) {
        return kind == SourceReport.Kind.DRY_RUN
                ? provisioning.checkShutOut(key, state)
                : provisioning.shutOut(key, state, BY);
    }

    private String nameOf(SourceLink link) {
        return store.look(books -> Accounts.in(books).find(link.account()))
                .map(account -> account.username().canonical())
                .orElse(link.key().externalId());
    }

    SourceReport report(Instant began, Instant ended, String trouble) {
        return new SourceReport(reader.source(), kind, began, ended, counts, trouble, lines);
    }

    private void take(SourceReader.Entry entry) {
        met.add(entry.externalId());
        switch (entry) {
            case SourceReader.Entry.Unusable(var id, var name, var fault, var state) -> {
                note(SourceReport.What.UNUSABLE, name.isEmpty() ? id : name, fault.code());
                if (state != SourceState.PRESENT) {
                    leave(new SourceKey(reader.source(), id), name.isEmpty() ? id : name, state);
                }
            }
            case SourceReader.Entry.Usable(var said, var passwordSet) ->
                guarded(said.username().canonical(), () -> {
                    take(said);
                    if (kind != SourceReport.Kind.DRY_RUN) {
                        passwordSet.ifPresent(at -> provisioning.passwordSet(said.key(), at, BY));
                    }
                });
        }
    }

    // Who they are need not be known for that.
    private void leave(SourceKey key, String name, SourceState state) {
        provisioning.checkShutOut(key, state).ifPresent(comes -> {
            if (comes instanceof Provisioned.Suspended) {
                disabled.add(new Leaver(name, () -> shutOut(key, state)));
            } else {
                guarded(name, () -> shutOut(key, state).ifPresent(came -> note(came, name, "disabled")));
            }
        });
    }

    private void take(Sourced said) {
        switch (provisioning.check(said)) {
            case Provisioned.Suspended _ ->
                disabled.add(new Leaver(said.username().canonical(), () -> Optional.of(carriedOut(said))));
            // Whoever has left before anybody here knew them gets no account.
            case Provisioned.Created _ when said.state() != SourceState.PRESENT -> {}
            case Provisioned.Unchanged _ when kind == SourceReport.Kind.CHANGES && isKnown(said) -> {}
            case Provisioned other -> {
                var came = kind == SourceReport.Kind.DRY_RUN ? other : carriedOut(said);
                note(came, said.username().canonical(), "disabled");
            }
        }
    }

    // The account of somebody whom an admin has disabled stays as it is, while what the source says of them may change.
    private boolean isKnown(Sourced said) {
        return store.look(books -> SourceLinks.in(books).find(said.key()))
                .filter(link -> link.state() == said.state())
                .isPresent();
    }

    private Provisioned carriedOut(Sourced said) {
        return kind == SourceReport.Kind.DRY_RUN ? provisioning.check(said) : provisioning.take(said, BY);
    }

    // One whose row cannot be changed keeps nobody else out; when nothing can be read, nothing goes on.
    private void guarded(String name, Runnable work) {
        try {
            work.run();
        } catch (Unavailable unkept) {
            store.look(books -> SourceReadings.in(books).reports(reader.source()));
            note(SourceReport.What.UNUSABLE, name, "not-kept");
        }
    }

    private void note(Provisioned outcome, String name, String left) {
        switch (outcome) {
            case Provisioned.Created _ -> note(SourceReport.What.CREATED, name, "");
            case Provisioned.Updated(var _, var fields) ->
                note(SourceReport.What.CHANGED, name, String.join(" ", new TreeSet<>(fields)));
            case Provisioned.Suspended _ -> note(SourceReport.What.SUSPENDED, name, left);
            case Provisioned.Woken _ -> note(SourceReport.What.WOKEN, name, "");
            case Provisioned.Conflict(var conflict) -> {
                if (conflict.decision() == SourceConflict.Decision.OPEN) {
                    note(SourceReport.What.CONFLICT, name, conflict.why().code());
                }
            }
            case Provisioned.Unchanged _ -> {}
        }
    }

    private void note(SourceReport.What what, String name, String why) {
        counts = counts.and(what);
        if (lines.size() < SourceReport.MOST_LINES) {
            lines.add(new SourceReport.Line(what, Text.clipped(name, LONGEST_NAME), why));
        }
    }
}
