package org.sallyport.core.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Unavailable;

/// A source whose people a test moves about. Every change counts its mark up.
final class ScriptedSource implements SourceReader {
    static final SourceName NAME = new SourceName("ldap/acme");

    final Map<String, Sourced> people = new TreeMap<>();
    private final Map<String, Integer> changed = new HashMap<>();
    private final Set<String> nameless = new HashSet<>();
    private int mark;
    boolean groupsHaveChanged;
    boolean isOut;
    int readings;
    /// How often it was asked for some of them.
    int finds;
    /// Runs when it is asked for some of them.
    Runnable asked = () -> {};

    void put(String id, String name, SourceState state) {
        mark++;
        nameless.remove(id);
        changed.put(id, mark);
        people.put(
                id,
                new Sourced(
                        new SourceKey(NAME, id),
                        new Username(name),
                        "The one called " + name,
                        Optional.of(Locale.ENGLISH),
                        List.of(),
                        Set.of(),
                        state));
    }

    /// Their user name is gone, and nobody can be made of what is left.
    void spoil(String id, SourceState state) {
        put(id, Objects.requireNonNull(people.get(id)).username().canonical(), state);
        nameless.add(id);
    }

    private Entry entry(String id, Sourced said) {
        return nameless.contains(id)
                ? new Entry.Unusable(id, "cn=" + id, Fault.NO_USER_NAME, said.state())
                : new Entry.Usable(said, Optional.empty());
    }

    /// Their time is over; nothing but a full reading or a roll call tells.
    void expire(String id) {
        people.computeIfPresent(id, (_, said) -> in(said, SourceState.DISABLED));
    }

    /// Likewise.
    void renew(String id) {
        people.computeIfPresent(id, (_, said) -> in(said, SourceState.PRESENT));
    }

    private static Sourced in(Sourced said, SourceState state) {
        return new Sourced(
                said.key(), said.username(), said.displayName(), said.language(), said.mail(), said.groups(), state);
    }

    /// Likewise.
    void drop(String id) {
        people.remove(id);
    }

    private void ask() {
        if (isOut) {
            throw new Unavailable("ldap/acme", "nobody answers");
        }
    }

    @Override
    public SourceName source() {
        return NAME;
    }

    @Override
    public Optional<String> mark() {
        ask();
        return Optional.of(Integer.toString(mark));
    }

    @Override
    public void read(Optional<String> since, Consumer<List<Entry>> pages) {
        ask();
        readings++;
        people.forEach((id, said) -> {
            if (since.isEmpty() || changed.getOrDefault(id, 0) > Integer.parseInt(since.get())) {
                pages.accept(List.of(entry(id, said)));
            }
        });
    }

    @Override
    public boolean isEverybodyDue(String since) {
        return groupsHaveChanged;
    }

    @Override
    public Map<String, SourceState> rollCall() {
        ask();
        var roll = new HashMap<String, SourceState>();
        people.forEach((id, said) -> roll.put(id, said.state()));
        return roll;
    }

    @Override
    public void find(Collection<String> externalIds, Consumer<List<Entry>> pages) {
        finds++;
        asked.run();
        ask();
        for (var id : externalIds) {
            Optional.ofNullable(people.get(id)).ifPresent(said -> pages.accept(List.of(entry(id, said))));
        }
    }
}
