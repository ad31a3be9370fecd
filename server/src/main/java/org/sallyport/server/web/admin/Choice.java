package org.sallyport.server.web.admin;

import java.util.Arrays;
import java.util.Optional;
import org.sallyport.core.policy.MfaState;

/// What an admin can decide for a subject.
public enum Choice {
    REQUIRE("require"),
    EXEMPT("exempt"),
    /// Whatever is decided more widely.
    LEAVE("leave");

    private final String code;

    Choice(String code) {
        this.code = code;
    }

    /// How forms and message keys write it.
    public String code() {
        return code;
    }

    public static Optional<Choice> find(String code) {
        return Arrays.stream(values())
                .filter(choice -> choice.code.equals(code))
                .findFirst();
    }

    public static Choice of(MfaState.Required required) {
        return switch (required) {
            case YES -> REQUIRE;
            case NO -> EXEMPT;
        };
    }

    public static Choice of(Optional<MfaState.Required> decided) {
        return decided.map(Choice::of).orElse(LEAVE);
    }

    /// What is decided by it; empty leaves it to wider decisions.
    public Optional<MfaState.Required> wanted() {
        return switch (this) {
            case REQUIRE -> Optional.of(MfaState.Required.YES);
            case EXEMPT -> Optional.of(MfaState.Required.NO);
            case LEAVE -> Optional.empty();
        };
    }
}
