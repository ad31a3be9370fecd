package org.sallyport.server.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sallyport.server.web.frame.ProblemDetails;

/// What the description of an endpoint says that its code does not: what it does in a few words, which parameters its
/// address may have, the status of its answer where that is not the usual one, and whether it can become a proposal.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Answers {
    String to();

    /// `name:type` of OpenAPI
    String[] parameters() default {};

    int value() default 200;

    /// Whether it can need a second one of the staff; then the answer has the status 202 and shows what still holds.
    boolean proposes() default false;

    /// Whether that answer shows what still holds; where it does not it is empty.
    boolean holds() default true;

    /// What 400 and 401 hold, where a standard wants something else than problem details.
    Class<?> mistake() default ProblemDetails.class;
}
