package org.sallyport.server.web.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Digest;
import org.springframework.session.Session;

/// One browser's session while one request works with it. Its id is the value of the cookie; what is remembered are
/// strings. Not thread-safe.
final class SealedSession implements Session {
    private final Supplier<String> newIds;
    private final InstantSource clock;
    private final Map<String, String> attributes;
    private final Map<String, Optional<String>> changes = new HashMap<>();
    private final Instant created;
    private final Instant storedAccess;
    private String id;
    private Instant lastAccessed;
    private Duration maxIdle;
    private @Nullable Digest storedUnder;
    private @Nullable String storedAs;

    /// A session that is kept nowhere yet.
    SealedSession(Supplier<String> newIds, InstantSource clock, Duration maxIdle) {
        this(newIds, clock, newIds.get(), Map.of(), clock.instant(), clock.instant(), maxIdle);
    }

    /// A session as it was found.
    SealedSession(
            Supplier<String> newIds,
            InstantSource clock,
            String id,
            Map<String, String> attributes,
            Instant created,
            Instant lastAccessed,
            Duration maxIdle) {
        this.newIds = newIds;
        this.clock = clock;
        this.id = id;
        this.attributes = new HashMap<>(attributes);
        this.created = created;
        this.storedAccess = lastAccessed;
        this.lastAccessed = lastAccessed;
        this.maxIdle = maxIdle;
    }

    /// Where it is kept; empty before it was saved.
    Optional<Digest> storedUnder() {
        return Optional.ofNullable(storedUnder);
    }

    void wasStoredUnder(Digest key) {
        storedUnder = key;
        storedAs = id;
        changes.clear();
    }

    /// Whether more than the time of its last use would be lost if it were not saved.
    boolean hasNews() {
        return !changes.isEmpty() || !id.equals(storedAs);
    }

    /// What this request changed: a value, or empty for what it removed.
    Map<String, Optional<String>> changes() {
        return Map.copyOf(changes);
    }

    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /// How long ago the kept last access was when this request came.
    Duration accessGap() {
        return Duration.between(storedAccess, lastAccessed);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = newIds.get();
        return id;
    }

    @Override
    // Every attribute is a string, see setAttribute; a wrong wish fails at the caller. The signature is Spring's.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    /// @throws IllegalArgumentException for anything but a string: what is remembered must be readable by every version
    @Override
    public void setAttribute(String name, @Nullable Object value) {
        switch (value) {
            case null -> removeAttribute(name);
            case String text -> {
                attributes.put(name, text);
                changes.put(name, Optional.of(text));
            }
            default ->
                throw new IllegalArgumentException("a session remembers strings only, found one that is not: " + name);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
        changes.put(name, Optional.empty());
    }

    @Override
    public Instant getCreationTime() {
        return created;
    }

    /// Takes the time from our own clock: the filter that calls this looks at the machine's.
    @Override
    public void setLastAccessedTime(Instant machineTime) {
        lastAccessed = clock.instant();
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastAccessed;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        maxIdle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return maxIdle;
    }

    /// Always false: an ended session is not found in the first place.
    @Override
    public boolean isExpired() {
        return false;
    }
}
