package org.sallyport.bench.load;

import java.nio.ByteBuffer;

/// What is said on one connection of a protocol. One thread at a time.
public interface Asking {
    /// Writes what a client says first, and its first questions where it need not wait with them.
    void begin(ByteBuffer out);

    /// Takes every answer that is whole, and asks again for each unless this was the last word.
    ///
    /// @param in ready to be read; what is not whole yet stays
    void hear(ByteBuffer in, ByteBuffer out, Times times);

    /// From now on nothing is asked again.
    void askNoMore();

    /// Questions whose answers have not come yet.
    int open();
}
