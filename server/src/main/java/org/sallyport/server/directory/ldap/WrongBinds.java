package org.sallyport.server.directory.ldap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.secret.Digest;

/// Which wrong passwords the directory has seen of whom lately, so that it sees each of them once, and no more of them
/// than it takes. In memory, by keyed digests. Thread-safe and bounded.
final class WrongBinds {
    private static final int MOST_PEOPLE = 50_000;
    private static final int MOST_KEPT = 20;

    private final DirectorySettings.Binds binds;
    private final Map<String, Tried> people = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > MOST_PEOPLE;
        }
    };

    WrongBinds(DirectorySettings.Binds binds) {
        this.binds = binds;
    }

    /// What was tried of one person.
    ///
    /// @param stamp of their password, by which a new one is known
    private record Tried(String stamp, List<Wrong> wrong, List<Instant> binds) {}

    private record Wrong(Digest seen, Instant until) {}

    /// Whether the directory may be asked.
    enum Leave {
        /// Ask; it counts as wrong until [#right] or [#unasked] says otherwise.
        GRANTED,
        KNOWN_WRONG,
        /// So many were wrong lately that another one could lock the account there.
        NOT_NOW
    }

    synchronized Leave ask(String person, String stamp, Digest seen, Instant now) {
        var tried = tried(person, stamp, now);
        if (tried.wrong().stream().anyMatch(wrong -> wrong.seen().matches(seen))) {
            return Leave.KNOWN_WRONG;
        }
        if (tried.binds().size() >= binds.wrong()) {
            return Leave.NOT_NOW;
        }
        tried.binds().add(now);
        return Leave.GRANTED;
    }

    synchronized void wrong(String person, String stamp, Digest seen, Instant now) {
        var wrong = tried(person, stamp, now).wrong();
        wrong.add(new Wrong(seen, now.plus(binds.within())));
        if (wrong.size() > MOST_KEPT) {
            wrong.removeFirst();
        }
    }

    /// The directory has forgotten what was wrong before.
    synchronized void right(String person, String stamp, Instant now) {
        tried(person, stamp, now).binds().clear();
    }

    /// The directory did not look at it.
    synchronized void unasked(String person, String stamp, Instant now) {
        var asked = tried(person, stamp, now).binds();
        if (!asked.isEmpty()) {
            asked.removeLast();
        }
    }

    // With another password of theirs, what was wrong may be right; what the directory has counted stays counted.
    private Tried tried(String person, String stamp, Instant now) {
        var tried = people.get(person);
        if (tried == null || !tried.stamp().equals(stamp)) {
            var counted = tried == null ? new ArrayList<Instant>() : new ArrayList<>(tried.binds());
            tried = new Tried(stamp, new ArrayList<>(), counted);
            people.put(person, tried);
        }
        tried.wrong().removeIf(wrong -> !now.isBefore(wrong.until()));
        Duration within = binds.within();
        tried.binds().removeIf(at -> !now.isBefore(at.plus(within)));
        return tried;
    }
}
