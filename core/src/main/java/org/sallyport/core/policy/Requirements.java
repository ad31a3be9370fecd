package org.sallyport.core.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of requirements.
public interface Requirements {
    static Requirements in(Books books) {
        return books.book(Requirements.class);
    }

    /// Sets the requirement of its subject, in place of an earlier one.
    void set(Requirement requirement);

    /// Leaves the subject to the next wider requirement.
    void clear(Subject subject);

    Optional<Requirement> find(Subject subject);

    /// Those of these subjects, in one reading.
    List<Requirement> about(Collection<Subject> subjects);

    /// Those of everybody and of groups; persons' own are not among them.
    List<Requirement> shared();
}
