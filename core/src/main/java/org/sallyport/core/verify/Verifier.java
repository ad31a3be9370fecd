package org.sallyport.core.verify;

import java.util.Optional;
import org.sallyport.core.store.Unavailable;

/// Turns one sign-in attempt into a verdict. Thread-safe; never throws for a wrong secret or an outage.
public interface Verifier {
    /// The verdict. May block for a look-up or a password hash, so never call it on an event loop. Whoever does not
    /// wait for it any more interrupts the thread: then no password is checked, nothing is counted, and the verdict is
    /// deferred.
    Verdict verify(Attempt attempt);

    /// The verdict if memory alone can give it: an app password of an account whose snapshot is at hand, which has been
    /// used before. Never blocks. Empty says nothing about the attempt; ask [#verify] then.
    Optional<Verdict> verifyFromMemory(Attempt attempt);

    /// Whether what was accepted on this attempt would be accepted now: for connections on which things are asked long
    /// after the sign-in. The secret of the attempt is not needed any more. Writes nothing down; may block.
    ///
    /// @throws Unavailable when nobody can tell
    boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict);
}
