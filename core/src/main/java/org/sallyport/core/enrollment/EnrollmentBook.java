package org.sallyport.core.enrollment;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of open enrollments: at most one per account.
public interface EnrollmentBook {
    static EnrollmentBook in(Books books) {
        return books.book(EnrollmentBook.class);
    }

    /// Opens an enrollment in place of the account's earlier one.
    void open(Enrollment enrollment);

    Optional<Enrollment> find(AccountId account);

    /// Replaces the enrollment if the stored one has the same id and still `enrollment.revision()`, and counts the
    /// revision up.
    ///
    /// @return false when somebody else was faster or it is gone
    boolean replace(Enrollment enrollment);

    void remove(AccountId account);
}
