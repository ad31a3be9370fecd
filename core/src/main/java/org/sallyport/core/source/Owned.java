package org.sallyport.core.source;

import java.util.Set;
import org.sallyport.core.account.GroupName;

/// What a source owns of an account: the fields that it says something about, and the groups that it put it into.
public record Owned(Set<SourceField> fields, Set<GroupName> groups) {
    public static final Owned NOTHING = new Owned(Set.of(), Set.of());

    public Owned {
        fields = Set.copyOf(fields);
        groups = Set.copyOf(groups);
    }
}
