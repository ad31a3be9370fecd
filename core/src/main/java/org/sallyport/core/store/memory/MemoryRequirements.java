package org.sallyport.core.store.memory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;

final class MemoryRequirements implements Requirements {
    private final Rows<String, Requirement> rows;

    MemoryRequirements(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void set(Requirement requirement) {
        rows.put(key(requirement.subject()), requirement);
    }

    @Override
    public void clear(Subject subject) {
        rows.remove(key(subject));
    }

    @Override
    public Optional<Requirement> find(Subject subject) {
        return rows.find(key(subject));
    }

    @Override
    public List<Requirement> about(Collection<Subject> subjects) {
        return subjects.stream().flatMap(subject -> find(subject).stream()).toList();
    }

    @Override
    public List<Requirement> shared() {
        return rows.all().stream()
                .filter(r -> !(r.subject() instanceof Subject.Person))
                .toList();
    }

    private static String key(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> "everybody";
            case Subject.Group(var name) -> "group " + name;
            case Subject.Person(var account) -> "person " + account;
        };
    }
}
