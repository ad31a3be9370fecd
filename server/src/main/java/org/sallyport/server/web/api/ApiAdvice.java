package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.PropertyBindingException;

/// Tells programs what was wrong with what they asked.
@ControllerAdvice(basePackageClasses = ApiAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiAdvice {
    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        refusal.problem().write(response);
    }

    @ExceptionHandler(NoSuchThing.class)
    void nothingThere(HttpServletResponse response) throws IOException {
        ProblemDetails.of(ProblemKind.NO_SUCH_THING).write(response);
    }

    @ExceptionHandler(NotYourDuty.class)
    void notToThem(HttpServletResponse response) throws IOException {
        ProblemDetails.of(ProblemKind.NOT_ALLOWED).write(response);
    }

    /// What cannot be parsed is 400; what can, and does not fit, names its field.
    @ExceptionHandler(HttpMessageNotReadableException.class)
    void unreadable(HttpMessageNotReadableException unreadable, HttpServletResponse response) throws IOException {
        switch (unreadable.getCause()) {
            case PropertyBindingException unknown ->
                unfit(unknown, "There is no such field. There are: " + known(unknown) + ".")
                        .write(response);
            case DatabindException unfit ->
                unfit(unfit, "This is not what the field holds.").write(response);
            case null, default ->
                ProblemDetails.of(ProblemKind.BAD_REQUEST)
                        .withDetail("The body has to be one JSON object.")
                        .write(response);
        }
    }

    private static ProblemDetails unfit(DatabindException unfit, String detail) {
        return ProblemDetails.of(ProblemKind.UNFIT)
                .withErrors(List.of(new ProblemDetails.Field(pointer(unfit.getPath()), detail)));
    }

    private static String known(PropertyBindingException unknown) {
        var ids = unknown.getKnownPropertyIds();
        return ids == null ? "none" : ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String pointer(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step -> step.getPropertyName() == null ? "/" + step.getIndex() : "/" + step.getPropertyName())
                .collect(Collectors.joining("", "#", ""));
    }
}
