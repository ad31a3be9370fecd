package org.sallyport.server.web;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;
import org.sallyport.server.config.ScimSource;

/// A server that is written by SCIM, and whoever writes.
abstract class WrittenByAProvisioner {
    static final String TOKEN = "a token that was made at random for this";

    final RunningWeb web = RunningWeb.start();
    ScimWriter writer = new ScimWriter(web.browser());

    @BeforeEach
    void configure() {
        web.writtenBy(new ScimSource(new SourceName("scim/entra"), Secret.of(TOKEN), Merge.NEVER));
        writer = new ScimWriter(web.browser().with("Authorization", "Bearer " + TOKEN));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    Optional<Account> account(String name) {
        return web.organisation.store.look(books -> Accounts.in(books).named(new Username(name)));
    }
}
