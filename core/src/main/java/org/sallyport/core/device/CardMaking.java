package org.sallyport.core.device;

import java.time.Instant;
import org.sallyport.core.secret.Secret;

/// What came of making a card.
public sealed interface CardMaking {
    /// Whoever made it passes the link on.
    ///
    /// @param token what stands in the link; kept nowhere
    record Shown(Secret token, Instant ends) implements CardMaking {}

    /// The link is on its way to the owner, and nobody else was shown it.
    record Mailed(Instant ends) implements CardMaking {}

    /// No contact of the owner is on record.
    record NoAddress() implements CardMaking {}

    /// There is no such device, or it does not work now.
    record NotPossible() implements CardMaking {}
}
