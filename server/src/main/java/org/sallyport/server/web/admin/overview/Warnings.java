package org.sallyport.server.web.admin.overview;

import java.util.List;
import org.sallyport.core.store.Books;

/// A part of the administration that knows what somebody should see to. The overview asks all of them.
public interface Warnings {
    /// What there is now, the gravest first.
    List<Warning> now(Books books);
}
