package org.sallyport.server.web.account;

import java.net.URI;
import java.util.Optional;
import org.sallyport.core.source.PasswordHome;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.springframework.stereotype.Component;

/// Tells whose account password is in a directory, and where they change it.
@Component
class PasswordElsewhere {
    private final Store store;
    private final Services.Sources sources;

    PasswordElsewhere(Store store, Services.Sources sources) {
        this.store = store;
        this.sources = sources;
    }

    /// @param page where it is changed; empty where nobody has said
    record Home(String page) {}

    /// Empty for somebody whose password is here.
    Optional<Home> of(Visitor visitor) {
        return store.look(books -> PasswordHome.of(books, visitor.id()))
                .map(source -> new Home(sources.passwordPages()
                        .getOrDefault(source, Optional.empty())
                        .map(URI::toString)
                        .orElse("")));
    }
}
