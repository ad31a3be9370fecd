package org.sallyport.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the test knows for certain: what it asked for, and what the server acknowledged. Thread-safe. A copy
/// without the secrets goes to a file, to be read when a round fails.
final class Journal {
    private final List<Entry> entries = new ArrayList<>();
    private final Writer file;
    private int intents;
    private int acknowledged;

    Journal(Path file) {
        try {
            this.file = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is known about one app password.
    enum State {
        /// Its making was acknowledged, and nobody asked for its end.
        OPEN,
        /// Its end was asked for and not acknowledged: the server may have it either way, but not now so and then so.
        REVOKING,
        /// Its end was acknowledged.
        REVOKED
    }

    /// One app password whose making was acknowledged: the page showed it.
    static final class Entry {
        private final Holder holder;
        private final String secret;
        private volatile State state = State.OPEN;
        private volatile Optional<String> id = Optional.empty();

        private Entry(Holder holder, String secret) {
            this.holder = holder;
            this.secret = secret;
        }

        Holder holder() {
            return holder;
        }

        String secret() {
            return secret;
        }

        State state() {
            return state;
        }

        /// Known as soon as it has opened something once.
        Optional<String> id() {
            return id;
        }
    }

    synchronized void asksToIssue(Holder holder) {
        intents++;
        write("ask", holder, "issue", "");
    }

    synchronized Entry issued(Holder holder, String secret) {
        acknowledged++;
        var entry = new Entry(holder, secret);
        entries.add(entry);
        write("ack", holder, "issue", "no. " + entries.size());
        return entry;
    }

    synchronized void asksToRevoke(Entry entry) {
        intents++;
        entry.state = State.REVOKING;
        write("ask", entry.holder, "revoke", entry.id.orElseThrow());
    }

    synchronized void revoked(Entry entry) {
        acknowledged++;
        entry.state = State.REVOKED;
        write("ack", entry.holder, "revoke", entry.id.orElseThrow());
    }

    /// The server has said which way an unacknowledged revocation went; from now on it has to stay that way.
    synchronized void settled(Entry entry, State state) {
        entry.state = state;
        write("settled", entry.holder, state.name(), entry.id.orElse("?"));
    }

    synchronized void identified(Entry entry, String id) {
        if (entry.id.isEmpty()) {
            entry.id = Optional.of(id);
            write("is", entry.holder, id, "");
        }
    }

    synchronized void round(int number, String what) {
        write("round " + number, null, what, "");
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized Optional<Entry> any(RandomGenerator random) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(random.nextInt(entries.size())));
    }

    /// Open ones of one person that can be named to the pages.
    synchronized List<Entry> openOf(Holder holder) {
        return entries.stream()
                .filter(e -> e.holder == holder && e.state == State.OPEN && e.id.isPresent())
                .toList();
    }

    synchronized int acknowledged() {
        return acknowledged;
    }

    synchronized int intents() {
        return intents;
    }

    private void write(String what, @Nullable Holder holder, String about, String more) {
        try {
            file.write(what + "\t" + (holder == null ? "" : holder.name()) + "\t" + about + "\t" + more + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
