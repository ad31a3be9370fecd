package org.sallyport.core.upkeep;

import java.time.Duration;

/// What came of closing one's own account.
public sealed interface Closing {
    /// It is disabled, its app passwords are revoked, and every browser session has ended.
    record Closed() implements Closing {}

    /// The policy leaves that to admins.
    record NotAllowed() implements Closing {}

    /// A second factor has to be proved anew first.
    record StepUpNeeded() implements Closing {}

    /// The account password was not right.
    record WrongPassword() implements Closing {}

    /// The account password was not looked at; after this long it will be.
    record Later(Duration time) implements Closing {}

    /// Nobody else is an owner, who could enable it again.
    record LastOwner() implements Closing {}
}
