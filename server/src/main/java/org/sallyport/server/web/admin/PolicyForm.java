package org.sallyport.server.web.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.server.web.frame.Said;

/// What a form of policies says: what is wanted, what it was shown, and what is wrong with it.
final class PolicyForm {
    /// How a form says what it was shown of a key; left out where nothing was decided.
    private static final String WAS = "was.";

    private PolicyForm() {}

    /// What would be different, each key once.
    ///
    /// @param before what is decided, by code
    static List<PolicyPages.Change> changes(Map<String, String> before, Map<PolicyKey<?>, PolicyDesk.Change> wanted) {
        var changes = new ArrayList<PolicyPages.Change>();
        wanted.forEach((key, change) -> {
            var own = before.getOrDefault(key.code(), "");
            if (!own.equals(change.wanted().orElse(""))) {
                changes.add(new PolicyPages.Change(
                        key.code(),
                        !key.choices().isEmpty(),
                        own,
                        change.wanted().orElse("")));
            }
        });
        return changes;
    }

    /// Which keys somebody else has decided about since the form was shown, of those that would be different.
    static Set<String> meanwhile(Map<String, String> decided, Map<String, String> typed) {
        return wanted(typed).entrySet().stream()
                .filter(each -> !each.getValue()
                        .shown()
                        .equals(Optional.ofNullable(decided.get(each.getKey().code()))))
                .map(each -> each.getKey().code())
                .collect(Collectors.toSet());
    }

    // What a form leaves out, or says as it was shown, stays as it is: somebody else may have decided about it.
    static Map<PolicyKey<?>, PolicyDesk.Change> wanted(Map<String, String> typed) {
        var wanted = new LinkedHashMap<PolicyKey<?>, PolicyDesk.Change>();
        for (var key : PolicyKeys.ALL) {
            var value = key.read(typed.getOrDefault(key.code(), ""));
            var shown = key.read(typed.getOrDefault(WAS + key.code(), ""));
            if (typed.containsKey(key.code()) && !value.equals(shown)) {
                wanted.put(key, new PolicyDesk.Change(shown, value));
            }
        }
        return wanted;
    }

    static Map<String, String> shown(Map<String, String> typed) {
        var shown = new LinkedHashMap<String, String>();
        PolicyKeys.ALL.forEach(key -> Optional.ofNullable(typed.get(WAS + key.code()))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> shown.put(key.code(), value)));
        return shown;
    }

    static List<Said> problems(Map<String, String> typed) {
        return PolicyKeys.ALL.stream()
                .filter(key -> !typed.getOrDefault(key.code(), "").isBlank())
                .filter(key -> key.read(typed.getOrDefault(key.code(), "")).isEmpty())
                .map(key -> problem(key, typed.getOrDefault(key.code(), "")))
                .toList();
    }

    private static String badWord(PolicyKey<?> key) {
        return key.code().equals("contact-domains") ? "policy.bad-domain" : "policy.bad-network";
    }

    private static Said problem(PolicyKey<?> key, String typed) {
        var said = key.form() == PolicyKey.Form.LIST
                ? Said.of(badWord(key), key.wrong(typed).orElse(typed))
                : Said.of("policy.bad-number", key.least(), key.most());
        return said.about(key.code());
    }
}
