package org.sallyport.core.api;

import org.sallyport.core.secret.Secret;

/// What came of making a token.
public sealed interface Making {
    /// @param secret its clear text, to be shown once
    record Made(ApiToken token, Secret secret) implements Making {}

    /// The second factor was not proved just now.
    record StepUpNeeded() implements Making {}

    /// The form that asks for it came a second time.
    record AlreadyMade() implements Making {}

    /// Its maker may not make one, or not for all of this.
    record NotAllowed() implements Making {}

    /// Its maker has as many as one can have.
    record TooMany() implements Making {}
}
