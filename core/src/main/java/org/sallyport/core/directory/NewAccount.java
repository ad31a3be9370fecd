package org.sallyport.core.directory;

import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.secret.Secret;

/// An account that is to be added.
///
/// @param contact the contact on record, if the organisation has one
/// @param password the account password; without one nobody signs in until it is set. The caller closes it.
public record NewAccount(
        Username username,
        Profile profile,
        Account.Role role,
        Optional<EmailAddress> contact,
        Optional<Secret> password) {}
