package org.sallyport.server.web.api;

import java.util.Map;
import org.sallyport.core.policy.Subject;

/// The group that an address names.
final class SharedSubjects {
    private SharedSubjects() {}

    static Subject.Group group(Map<String, String> said) {
        return group(new Query(said).only("name"));
    }

    static Subject.Group group(Query query) {
        return new Subject.Group(
                query.group("name").orElseThrow(() -> Refusal.unfit("?name", "The name of the group is missing.")));
    }
}
