package org.sallyport.core.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.sallyport.core.caller.Network;
import org.sallyport.core.method.Method;

/// What holds for one account: the limits, with everything that was decided for everybody and for its groups.
///
/// Many accounts share one, so that what snapshots hold does not grow with the number of people.
///
/// @param terms on which it holds app passwords; those in [#limits()] are the organisation's, before groups
/// @param methods the kinds of second factors that can be registered; what is registered already goes on counting
/// @param contacts which contacts codes go to
/// @param passwords what account passwords have to be, where a second factor stands beside them
/// @param rememberedIn the networks in which a remembered browser is spared the second factor at sign-in
public record Policy(
        Limits limits,
        Terms terms,
        Set<Method.Kind> methods,
        ContactRule contacts,
        PasswordRule passwords,
        Selection<Network> rememberedIn) {
    public Policy {
        methods = Set.copyOf(methods);
    }

    /// What holds for whoever is in no group that anything is said of, where no mailbox is known to be opened.
    public static Policy of(Limits limits) {
        return of(limits, MailboxCodes.never());
    }

    /// @param opened the mailboxes that app passwords open
    static Policy of(Limits limits, MailboxCodes opened) {
        var terms = limits.terms();
        return new Policy(
                limits,
                new Terms(Terms.Holding.ALLOWED, Duration.ZERO, terms.unusedDieAfter(), terms.tying()),
                EnumSet.allOf(Method.Kind.class),
                ContactRule.any(opened),
                PasswordRule.standard(),
                new Selection.Any<>());
    }

    Policy with(Limits other) {
        return new Policy(other, terms, methods, contacts, passwords, rememberedIn);
    }

    /// The same on other terms.
    public Policy with(Terms other) {
        return new Policy(limits, other, methods, contacts, passwords, rememberedIn);
    }

    Policy with(Set<Method.Kind> other) {
        return new Policy(limits, terms, other, contacts, passwords, rememberedIn);
    }

    Policy with(ContactRule other) {
        return new Policy(limits, terms, methods, other, passwords, rememberedIn);
    }

    Policy with(PasswordRule other) {
        return new Policy(limits, terms, methods, contacts, other, rememberedIn);
    }

    Policy withRememberedIn(Selection<Network> other) {
        return new Policy(limits, terms, methods, contacts, passwords, other);
    }
}
