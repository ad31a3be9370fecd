package org.sallyport.core.policy;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;

/// For whom a requirement is set. The closer one wins: a person's own before any group's, any group's before
/// everybody's; among groups, one that requires MFA wins.
public sealed interface Subject {
    record Everybody() implements Subject {}

    record Group(GroupName name) implements Subject {}

    record Person(AccountId account) implements Subject {}
}
