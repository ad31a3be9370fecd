package org.sallyport.core.roster;

import java.util.OptionalLong;
import org.sallyport.core.account.GroupName;

/// A group that has a member or a number.
///
/// @param gid empty where Unix machines do not know it
public record Group(GroupName name, OptionalLong gid) {}
