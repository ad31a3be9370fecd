package org.sallyport.server.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sallyport.core.account.Permission;

/// What one needs to be permitted for an endpoint below `/admin` or of the API. An endpoint without it opens to nobody.
/// Whether one may act on the person in question is asked besides, by the endpoint itself.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Permission value();
}
