package org.sallyport.core.device;

import org.sallyport.core.account.Account;
import org.sallyport.core.secret.Secret;

/// What came of opening a card.
public sealed interface Collecting {
    /// @param secret for the page that shows it, which closes it
    record HandedOver(Account account, Device device, Secret secret) implements Collecting {}

    /// It was opened before, replaced, or it is too late.
    record NotOpen() implements Collecting {}

    /// Whoever made the card opens it, and the device is somebody else's.
    record OwnCard() implements Collecting {}
}
