package org.sallyport.server.remote;

import java.time.Duration;

/// Lets time go by.
@FunctionalInterface
public interface Pause {
    void last(Duration time);
}
