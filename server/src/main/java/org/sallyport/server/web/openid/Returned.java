package org.sallyport.server.web.openid;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.signin.ProviderProof;

/// What came of sending a browser to a provider.
public sealed interface Returned {
    /// It stands up.
    ///
    /// @param next where the visitor wanted to go
    /// @param again whose second factor was to be proved anew; empty for signing in
    record Proved(ProviderProof proof, String next, Optional<AccountId> again) implements Returned {}

    /// The provider says that it did not come about.
    ///
    /// @param code of RFC 6749 section 4.1.2.1 or OpenID Connect Core section 3.1.2.6
    /// @param described in the provider's own words; may be empty
    record Declined(String code, String described) implements Returned {}

    /// This browser was not sent there, or took too long.
    record NotAsked() implements Returned {}

    /// What came back does not stand up.
    ///
    /// @param why for the operator
    record Refused(String why) implements Returned {}

    /// It stands up and lacks something without which nobody can be told apart or named.
    ///
    /// @param claim what is missing or unusable
    record Incomplete(String claim) implements Returned {}
}
