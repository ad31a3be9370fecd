package org.sallyport.server.web.admin;

import java.util.List;
import java.util.Map;
import org.sallyport.core.policy.Effective;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.Provenance;

/// One key of a policy as a page shows it: what holds and where that comes from, and what the form has.
///
/// @param own what was decided for the subject itself, or typed; empty where it is left to wider decisions
public record PolicyRow(PolicyKey<?> key, String own, String value, Provenance from) {
    /// What holds, with nothing to change.
    static List<PolicyRow> shown(List<Effective> effective) {
        return rows(effective, Map.of());
    }

    /// @param own by code
    static List<PolicyRow> rows(List<Effective> effective, Map<String, String> own) {
        return effective.stream()
                .map(one -> new PolicyRow(one.key(), own.getOrDefault(one.key().code(), ""), one.value(), one.from()))
                .toList();
    }

    public String code() {
        return key.code();
    }

    /// Whether the value is one of a few that have words.
    public boolean hasWords() {
        return !key.choices().isEmpty();
    }

    /// Whether the value is written as several words.
    public boolean isList() {
        return key.form() == PolicyKey.Form.LIST;
    }

    /// As the end of a message key.
    public String fromKind() {
        return switch (from) {
            case Provenance.Person() -> "person";
            case Provenance.Group group -> "group";
            case Provenance.ConfiguredGroup group -> "configured-group";
            case Provenance.Everybody everybody -> "everybody";
            case Provenance.Configured configured -> "configured";
        };
    }

    /// The group that it comes from; empty where it comes from none.
    public String fromGroup() {
        return switch (from) {
            case Provenance.Group(var name) -> name.value();
            case Provenance.ConfiguredGroup(var name) -> name.value();
            case Provenance.Person() -> "";
            case Provenance.Everybody() -> "";
            case Provenance.Configured() -> "";
        };
    }
}
