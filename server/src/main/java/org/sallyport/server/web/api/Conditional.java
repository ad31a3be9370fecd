package org.sallyport.server.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An endpoint that changes a state which its caller has to have seen: without `If-Match` it refuses.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Conditional {}
