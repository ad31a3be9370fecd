package org.sallyport.server.web.admin;

import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Subject;
import org.sallyport.server.web.frame.NoSuchThing;

/// Whom a decision is about that is not about one person, as forms and addresses say it.
final class SharedSubject {
    private SharedSubject() {}

    /// @param group empty for everybody
    static Subject of(String group) {
        return group.isEmpty() ? new Subject.Everybody() : new Subject.Group(group(group));
    }

    static GroupName group(String name) {
        try {
            return new GroupName(name);
        } catch (IllegalArgumentException notAName) {
            throw new NoSuchThing();
        }
    }
}
