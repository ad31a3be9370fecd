package org.sallyport.core.source;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A source that can be read through. Every method may take long, and throws
/// [org.sallyport.core.store.Unavailable] when the source cannot be asked or breaks off: what was handed over until
/// then is right, and nothing follows from what was not.
public interface SourceReader {
    SourceName source();

    /// Where a later reading can go on, as the source counts; empty where it has no such place.
    Optional<String> mark();

    /// Hands over everybody, or whoever has changed since a mark, some at a time.
    ///
    /// @param since empty for everybody
    void read(Optional<String> since, Consumer<List<Entry>> pages);

    /// Whether what was read with everybody stands otherwise than by their own entries since a mark, as groups do: then
    /// everybody has to be read again.
    boolean isEverybodyDue(String since);

    /// Everybody who is there now, by the external id, and whether they may sign in.
    Map<String, SourceState> rollCall();

    /// Hands over those of some whom the source has, some at a time. What belongs to everybody, as the groups do, is
    /// read once for all of them, so it is asked for many together.
    void find(Collection<String> externalIds, Consumer<List<Entry>> pages);

    /// Somebody as the source has them.
    sealed interface Entry {
        String externalId();

        /// @param passwordSet when their password was last set there, where the source says
        record Usable(Sourced said, Optional<Instant> passwordSet) implements Entry {
            @Override
            public String externalId() {
                return said.key().externalId();
            }
        }

        /// Nobody can be made of it. Whoever was somebody before stays it.
        ///
        /// @param name what the source calls it, for people to read
        /// @param state whether it may sign in all the same
        record Unusable(String externalId, String name, Fault fault, SourceState state) implements Entry {}
    }

    /// What keeps an entry from being somebody.
    enum Fault {
        NO_USER_NAME,
        /// What stands there can be no user name.
        BAD_USER_NAME;

        /// `no-user-name`: how reports and messages call it.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
