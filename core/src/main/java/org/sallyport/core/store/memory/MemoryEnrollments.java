package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;

final class MemoryEnrollments implements EnrollmentBook, Erasable {
    private final Rows<String, Enrollment> rows;

    MemoryEnrollments(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void open(Enrollment enrollment) {
        rows.put(enrollment.account().toString(), enrollment);
    }

    @Override
    public Optional<Enrollment> find(AccountId account) {
        return rows.find(account.toString());
    }

    @Override
    public boolean replace(Enrollment enrollment) {
        boolean current = find(enrollment.account())
                .filter(stored -> stored.id().equals(enrollment.id()))
                .filter(stored -> stored.revision() == enrollment.revision())
                .isPresent();
        if (current) {
            open(enrollment.withRevision(enrollment.revision() + 1));
        }
        return current;
    }

    @Override
    public void remove(AccountId account) {
        rows.remove(account.toString());
    }

    @Override
    public void erase(AccountId account) {
        rows.remove(account.toString());
    }
}
