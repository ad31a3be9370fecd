package org.sallyport.core.enrollment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Method;

/// Somebody on the way to a registered method.
///
/// @param place where the way leads, and how far the person has come
/// @param pending the method while it is not registered
/// @param proved when the last proof was given
/// @param expires when the way begins anew
/// @param revision counts steps; a step taken from an older one is refused
public record Enrollment(
        UUID id,
        AccountId account,
        Place place,
        Optional<Pending> pending,
        Instant proved,
        Instant expires,
        long revision) {

    public record Place(Aim aim, Step step) {}

    /// Where the way leads.
    public enum Aim {
        /// *Set it up now*: a first method, a verified contact, a first app password.
        FIRST,
        /// One more method, for somebody whose second factor is in force.
        ANOTHER,
        /// A method in the place of all that were lost, for somebody to whom an admin handed a code.
        REPLACEMENT
    }

    /// A method that is not registered yet.
    ///
    /// @param sealed what it takes to prove it and, once proved, what it consists of (an app's key,
    /// [org.sallyport.core.method.MethodText] of anything else), sealed for `enrollment:secret:id`
    /// @param made when; it is worthless ten minutes later unless proved
    /// @param shown whether its secret was shown already: it is shown once
    /// @param usedStep negative until it was proved; then, of an app, the time step of the code that proved it
    public record Pending(Method.Kind kind, byte[] sealed, Instant made, boolean shown, long usedStep) {
        public Pending {
            sealed = sealed.clone();
        }

        @Override
        public byte[] sealed() {
            return sealed.clone();
        }

        Pending wasShown() {
            return new Pending(kind, sealed, made, true, usedStep);
        }

        Pending provedWith(long step) {
            return new Pending(kind, sealed, made, true, step);
        }

        @Override
        public String toString() {
            return "Pending[" + kind + ", hidden]";
        }
    }

    public Aim aim() {
        return place.aim();
    }

    public Step step() {
        return place.step();
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    Enrollment at(Step next) {
        return new Enrollment(id, account, new Place(aim(), next), pending, proved, expires, revision);
    }

    Enrollment provedAt(Instant now) {
        return new Enrollment(id, account, place, pending, now, expires, revision);
    }

    Enrollment with(Pending changed) {
        return new Enrollment(id, account, place, Optional.of(changed), proved, expires, revision);
    }

    Enrollment withoutMethod() {
        return new Enrollment(id, account, place, Optional.empty(), proved, expires, revision);
    }

    public Enrollment withRevision(long changed) {
        return new Enrollment(id, account, place, pending, proved, expires, changed);
    }
}
