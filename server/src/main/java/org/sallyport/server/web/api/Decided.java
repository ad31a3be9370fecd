package org.sallyport.server.web.api;

import org.sallyport.core.staff.Deciding;
import org.sallyport.core.staff.Granting;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.http.HttpStatus;

/// What came of a decision, for programs.
final class Decided {
    private Decided() {}

    /// The status of the answer: 202 where a second one of the staff has to approve it first.
    ///
    /// @throws RuntimeException that becomes problem details, unless it was decided or proposed
    static HttpStatus require(Deciding deciding) {
        return switch (deciding) {
            case DECIDED -> HttpStatus.OK;
            case PROPOSED -> HttpStatus.ACCEPTED;
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NOT_YOURSELF ->
                throw Refusal.of(ProblemKind.CONFLICT, "Nobody takes the second factor from themselves.");
            case STAFF_NEED_IT ->
                throw Refusal.of(ProblemKind.CONFLICT, "The person's role opens nothing without MFA.");
            case CHANGED_MEANWHILE ->
                throw Refusal.of(
                        ProblemKind.CHANGED_MEANWHILE, "Read it again, and see whether the change still fits.");
            case NO_SUCH_ACCOUNT -> throw Refusal.noSuch("person");
        };
    }

    /// The same of giving a role.
    static HttpStatus require(Granting granting) {
        return switch (granting) {
            case GRANTED -> HttpStatus.OK;
            case PROPOSED -> HttpStatus.ACCEPTED;
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw Refusal.noSuch("person");
        };
    }
}
