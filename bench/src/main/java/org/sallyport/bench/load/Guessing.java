package org.sallyport.bench.load;

import java.io.IOException;
import org.sallyport.bench.town.Resident;

/// Wrong passwords, one at a time, and how long the answer takes. One thread at a time.
public interface Guessing extends AutoCloseable {
    /// @param who with a wrong password, from an address that it alone has
    /// @return nanoseconds from the question to the whole answer
    /// @throws IOException when a connection breaks
    /// @throws IllegalStateException when the answer is anything but that the password is wrong
    long guess(Resident who) throws IOException;

    @Override
    void close() throws IOException;
}
