package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;

/// Somebody with a browser.
///
/// @param key of their authenticator app; empty where none is registered
public record Guest(Account account, byte[] key, Browser browser) {
    public AccountId id() {
        return account.id();
    }

    public String name() {
        return account.username().canonical();
    }

    /// Registers a passkey beside what there is, while a second factor has been proved lately.
    void register(SoftAuthenticator passkey) {
        browser.open("/account/methods/new");
        browser.open("/set-up/method", "method", "passkey");
        var page = browser.get("/set-up/passkey").page();
        var made = passkey.create(PasskeysTest.raw(page), "http://localhost");
        var answer = browser.post("/set-up/passkey", "ticket", PasskeysTest.ticket(page), "answer", made);
        assertThat(answer.location()).isEqualTo("/account/methods?done=added");
    }
}
