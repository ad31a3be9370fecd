package org.sallyport.core.policy;

import org.sallyport.core.account.GroupName;

/// Where a value of a policy comes from. The closer one wins: a person's own before any group's, a group's before
/// everybody's, everybody's before the
/// configuration file's; among groups the stricter value, whichever of the first two it is from.
public sealed interface Provenance {
    /// An admin decided it for this person alone.
    record Person() implements Provenance {}

    /// An admin decided it for this group.
    record Group(GroupName name) implements Provenance {}

    /// The configuration file names this group.
    record ConfiguredGroup(GroupName name) implements Provenance {}

    /// An admin decided it for everybody.
    record Everybody() implements Provenance {}

    /// The configuration file, or what is built in where it says nothing.
    record Configured() implements Provenance {}
}
