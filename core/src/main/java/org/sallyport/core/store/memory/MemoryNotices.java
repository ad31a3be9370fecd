package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Gathering;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Share;

final class MemoryNotices implements Notices, DeadLetters {
    private static final Comparator<Notice> OLDEST_FIRST = Comparator.comparing(Notice::made)
            .thenComparing(notice -> notice.id().toString());

    private final Rows<String, Waiting> waiting;
    private final Rows<String, Closed> closed;
    private final Rows<String, Gathering> gatherings;
    private final Rows<String, List<Instant>> graves;

    MemoryNotices(Undo undo) {
        this.waiting = new Rows<>(undo);
        this.closed = new Rows<>(undo);
        this.gatherings = new Rows<>(undo);
        this.graves = new Rows<>(undo);
    }

    /// A notice that is in no envelope yet.
    private record Waiting(Notice notice, Instant due) {}

    /// @param due when its turn comes, or until when somebody claims it
    private record Closed(Envelope envelope, Instant due, Optional<DeadLetter> dead) {
        Notice first() {
            return envelope.notices().getFirst();
        }

        boolean isDue(Instant now) {
            return dead.isEmpty() && !due.isAfter(now);
        }
    }

    @Override
    public void add(Notice notice) {
        if (notice.kind().goesAlone()) {
            put(Envelope.of(notice), notice.made());
        } else {
            waiting.put(notice.id().toString(), new Waiting(notice, notice.made()));
        }
    }

    @Override
    public List<Envelope> claim(Instant now, Instant claimedUntil, int limit) {
        due(now).filter(notice -> isGrave(notice, now)).toList().forEach(notice -> close(List.of(notice), now));
        due(now).map(Notice::to).distinct().toList().forEach(to -> gather(to, now));
        var claimed = closed.all().stream()
                .filter(envelope -> envelope.isDue(now))
                .sorted(Comparator.comparing(Closed::first, OLDEST_FIRST))
                .limit(limit)
                .map(Closed::envelope)
                .toList();
        claimed.forEach(envelope -> put(envelope, claimedUntil));
        return claimed;
    }

    @Override
    public void sent(UUID envelope) {
        closed.remove(envelope.toString());
    }

    @Override
    public void failed(UUID envelope, Instant next) {
        closed.find(envelope.toString()).ifPresent(found -> put(found.envelope(), next));
    }

    @Override
    public void died(UUID envelope, String why, Instant now) {
        closed.find(envelope.toString())
                .ifPresent(found -> closed.put(
                        envelope.toString(),
                        new Closed(found.envelope(), now, Optional.of(new DeadLetter(found.envelope(), now, why)))));
    }

    @Override
    public int count() {
        return oldest(Integer.MAX_VALUE).size();
    }

    @Override
    public List<DeadLetter> oldest(int limit) {
        return closed.all().stream()
                .flatMap(envelope -> envelope.dead().stream())
                .sorted(Comparator.comparing(DeadLetter::died)
                        .thenComparing(dead -> dead.envelope().id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean retry(UUID envelope, Instant now) {
        var dead = dead(envelope);
        dead.ifPresent(
                letter -> put(new Envelope(envelope, now, letter.envelope().notices()), now));
        return dead.isPresent();
    }

    @Override
    public boolean drop(UUID envelope) {
        return dead(envelope).isPresent() && closed.remove(envelope.toString());
    }

    @Override
    public int sweep(Instant before) {
        return closed.removeIf(envelope ->
                envelope.dead().filter(dead -> dead.died().isBefore(before)).isPresent());
    }

    private Stream<Notice> due(Instant now) {
        return waiting.all().stream()
                .filter(row -> !row.due().isAfter(now))
                .map(Waiting::notice)
                .sorted(OLDEST_FIRST);
    }

    private void gather(EmailAddress to, Instant now) {
        var gathering = gatherings
                .find(to.value())
                .orElseGet(() -> new Gathering(List.of()))
                .lately(now);
        var here = due(now).filter(notice -> notice.to().equals(to)).toList();
        var envelopes = gathering.envelopes(here, now);
        envelopes.forEach(notices -> close(notices, now));
        if (envelopes.isEmpty()) {
            here.forEach(notice -> waiting.put(notice.id().toString(), new Waiting(notice, gathering.next(now))));
        } else {
            gatherings.put(to.value(), gathering.and(envelopes.size(), now));
        }
    }

    private void close(List<Notice> notices, Instant now) {
        var id = notices.size() == 1 ? notices.getFirst().id() : UUID.randomUUID();
        put(new Envelope(id, now, notices), now);
        notices.forEach(notice -> waiting.remove(notice.id().toString()));
    }

    /// Whether it goes at once, which is counted.
    private boolean isGrave(Notice notice, Instant now) {
        if (!notice.kind().isGrave()) {
            return false;
        }
        var counter = notice.kind() + " to " + notice.to().value();
        var before = Share.lately(graves.find(counter).orElse(List.of()), now);
        boolean goes = Share.OF_GRAVE.blockedUntil(before, now).isEmpty();
        if (goes) {
            graves.put(counter, Stream.concat(before.stream(), Stream.of(now)).toList());
        }
        return goes;
    }

    private Optional<DeadLetter> dead(UUID envelope) {
        return closed.find(envelope.toString()).flatMap(Closed::dead);
    }

    private void put(Envelope envelope, Instant due) {
        closed.put(envelope.id().toString(), new Closed(envelope, due, Optional.empty()));
    }
}
