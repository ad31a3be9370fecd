package org.sallyport.server.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.source.Merge;
import org.sallyport.server.web.openid.SoftProvider;

/// Pages beside an identity provider that knows Eleni.
abstract class AtAProvider {
    final RunningWeb web = RunningWeb.start();
    final SoftProvider provider = SoftProvider.start(web.organisation.clock);

    @BeforeEach
    void configure() {
        web.signInAt(provider.source(SoftProvider.rules(true, Merge.NEVER)));
    }

    @AfterEach
    void stop() {
        web.close();
        provider.close();
    }

    static Map<String, Object> eleni() {
        return Map.of("sub", "7f3a", "preferred_username", "eleni@olive.example", "name", "Eleni Papadaki");
    }

    static Map<String, Object> elenisWith(String claim, Object value) {
        var claims = new HashMap<>(eleni());
        claims.put(claim, value);
        return claims;
    }

    Browser.Answer signIn(Browser browser, Map<String, Object> person) {
        return browser.get(provider.signIn(browser.get("/sign-in/with/olive"), person));
    }

    Optional<Account> account(String name) {
        return web.organisation.store.look(books -> Accounts.in(books).named(new Username(name)));
    }
}
