package org.sallyport.core.store.memory;

import java.util.Collection;
import java.util.List;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.PolicyValue;
import org.sallyport.core.policy.Subject;

final class MemoryPolicyBook implements PolicyBook {
    private final Rows<String, PolicyValue> rows;

    MemoryPolicyBook(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void set(PolicyValue value) {
        rows.put(key(value.subject(), value.code()), value);
    }

    @Override
    public void clear(Subject subject, String code) {
        rows.remove(key(subject, code));
    }

    @Override
    public List<PolicyValue> about(Collection<Subject> subjects) {
        return rows.all().stream()
                .filter(value -> subjects.contains(value.subject()))
                .toList();
    }

    @Override
    public List<PolicyValue> all() {
        return List.copyOf(rows.all());
    }

    private static String key(Subject subject, String code) {
        return subject + " " + code;
    }
}
