package org.sallyport.core.staff;

import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// Exactly what is to be done.
///
/// @param whom it concerns; empty for a group or everybody
/// @param values what the act needs besides, by names of its own
public record Proposed(GraveAct act, Optional<AccountId> whom, Map<String, String> values) {
    public Proposed {
        values = Map.copyOf(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }
}
