package org.sallyport.core.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One thing that admins can decide for everybody and for groups: what values it has, which of two is stricter, and
/// where it stands in a [Policy]. Texts that it is given from outside are read here and nowhere else.
public final class PolicyKey<T> {
    private final String code;
    private final PolicyKind<T> kind;
    private final Function<Policy, T> reading;
    private final BiFunction<Policy, T, Policy> setting;

    /// @param code how it is written in the database, in the audit log and in forms; never changed
    PolicyKey(String code, PolicyKind<T> kind, Function<Policy, T> reading, BiFunction<Policy, T, Policy> setting) {
        this.code = code;
        this.kind = kind;
        this.reading = reading;
        this.setting = setting;
    }

    public String code() {
        return code;
    }

    /// How its values are written.
    public enum Form {
        CHOICE,
        NUMBER,
        /// Several words, or `any`.
        LIST
    }

    public Form form() {
        return switch (kind) {
            case PolicyKind.Choice<T> _ -> Form.CHOICE;
            case PolicyKind.Several<?> _ -> Form.LIST;
            case PolicyKind.Whole _ -> Form.NUMBER;
        };
    }

    /// The first word that is none of its values, where it is a list; empty where there is none.
    public Optional<String> wrong(String text) {
        return kind instanceof PolicyKind.Several<?> several ? several.wrong(text) : Optional.empty();
    }

    /// The codes of its values, where there are a few; empty where it is a number or a list.
    public List<String> choices() {
        return kind instanceof PolicyKind.Choice<T>(var byCode, var stricterOf)
                ? List.copyOf(byCode.keySet())
                : List.of();
    }

    /// The smallest number, where it is one.
    public int least() {
        return kind instanceof PolicyKind.Whole whole ? whole.least() : 0;
    }

    /// The greatest number, where it is one.
    public int most() {
        return kind instanceof PolicyKind.Whole whole ? whole.most() : 0;
    }

    /// The value in what was typed or kept, written as it is kept; empty where it is none.
    public Optional<String> read(String text) {
        return kind.read(text).map(kind::write);
    }

    /// The value of a policy.
    public String of(Policy policy) {
        return kind.write(reading.apply(policy));
    }

    /// The policy with this value.
    ///
    /// @param value as [#read] has given it
    Policy into(Policy policy, String value) {
        return setting.apply(policy, require(value));
    }

    /// The stricter of two values, or what is as strict as both together.
    String stricter(String one, String other) {
        return kind.write(kind.stricter(require(one), require(other)));
    }

    private T require(String value) {
        return kind.read(value)
                .orElseThrow(() -> new IllegalArgumentException(code + " has no value \"" + value + "\""));
    }

    @Override
    public String toString() {
        return code;
    }
}
