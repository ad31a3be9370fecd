package org.sallyport.core.policy;

import java.util.Collection;
import java.util.List;
import org.sallyport.core.store.Books;

/// The book of what admins decided for everybody, for groups and for single people.
public interface PolicyBook {
    static PolicyBook in(Books books) {
        return books.book(PolicyBook.class);
    }

    /// Sets the value of its subject and key, in place of an earlier one.
    void set(PolicyValue value);

    /// Leaves the key of a subject to the next wider decision.
    void clear(Subject subject, String code);

    /// All values of these subjects, in one reading.
    List<PolicyValue> about(Collection<Subject> subjects);

    /// All values of all subjects.
    List<PolicyValue> all();
}
