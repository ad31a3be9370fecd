package org.sallyport.server.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An endpoint that takes no permission.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {
    To value();

    /// To whom it is open.
    enum To {
        /// Any token that is good.
        EVERY_TOKEN,
        EVERYBODY
    }
}
