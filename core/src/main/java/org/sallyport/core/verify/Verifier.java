package org.sallyport.core.verify;

import java.util.Optional;

/// Turns one sign-in attempt into a verdict. Thread-safe; never throws for a wrong secret or an outage.
public interface Verifier {
    /// The verdict. May block for a look-up or a password hash, so never call it on an event loop.
    Verdict verify(Attempt attempt);

    /// The verdict if memory alone can give it: an app password of an account whose snapshot is at hand. Never blocks.
    /// Empty says nothing about the attempt; ask [#verify] then.
    Optional<Verdict> verifyFromMemory(Attempt attempt);
}
