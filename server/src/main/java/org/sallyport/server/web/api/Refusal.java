package org.sallyport.server.web.api;

import java.io.Serial;
import java.util.List;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;

/// An endpoint cannot do what it was asked; what is written to the program says why.
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    private Refusal(ProblemDetails problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    static Refusal of(ProblemKind kind, String detail) {
        return new Refusal(ProblemDetails.of(kind).withDetail(detail));
    }

    /// One field, or one parameter, is not what it has to be.
    static Refusal unfit(String pointer, String detail) {
        return unfit(List.of(new ProblemDetails.Field(pointer, detail)));
    }

    static Refusal unfit(List<ProblemDetails.Field> errors) {
        return new Refusal(ProblemDetails.of(ProblemKind.UNFIT).withErrors(errors));
    }

    static Refusal noSuch(String what) {
        return of(ProblemKind.NO_SUCH_THING, "There is no such " + what + ".");
    }

    ProblemDetails problem() {
        return problem;
    }
}
