package org.sallyport.server.web;

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
}
