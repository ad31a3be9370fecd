package org.sallyport.server.directory.local;

/// How expensive a hash is.
///
/// @param memoryKib memory in KiB, 8 to 1 048 576
/// @param passes 1 to 16
/// @param lanes 1 to 16
record Cost(int memoryKib, int passes, int lanes) {
    /// The OWASP Password Storage Cheat Sheet's second choice: 19 MiB, two passes, one lane.
    static final Cost STANDARD = new Cost(19_456, 2, 1);

    Cost {
        // What the database says must not be able to ask for all memory.
        if (memoryKib < 8 * lanes || memoryKib > 1 << 20 || passes < 1 || passes > 16 || lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException("a cost out of bounds");
        }
    }
}
