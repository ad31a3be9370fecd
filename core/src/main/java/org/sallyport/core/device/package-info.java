/// Accounts without a person: scanners, scripts, shared mailboxes.
///
/// Owns the device beside its account (its owner, its limits, whether it works), the card that hands its one secret
/// over once, and the book of what it sent within the hour. Never signs a device in to pages, and never shows its
/// secret to whoever made the card. Called by the pages and by whatever judges what apps send. Hands over to app
/// passwords for the secret, which is judged like any other.
@NullMarked
package org.sallyport.core.device;

import org.jspecify.annotations.NullMarked;
