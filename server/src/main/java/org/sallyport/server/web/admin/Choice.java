package org.sallyport.server.web.admin;

import java.util.Arrays;
import java.util.Optional;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;

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

    static Optional<Choice> find(String code) {
        return Arrays.stream(values())
                .filter(choice -> choice.code.equals(code))
                .findFirst();
    }

    static Choice of(MfaState.Required required) {
        return switch (required) {
            case YES -> REQUIRE;
            case NO -> EXEMPT;
        };
    }

    void decide(Mfa mfa, Subject subject, Actor by) {
        switch (this) {
            case REQUIRE -> mfa.decide(subject, MfaState.Required.YES, by);
            case EXEMPT -> mfa.decide(subject, MfaState.Required.NO, by);
            case LEAVE -> mfa.leave(subject, by);
        }
    }
}
