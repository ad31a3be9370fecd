package org.sallyport.core.directory;

/// Hears how far an import has come. It is told within the transaction, from the beginning again where that is begun
/// again.
@FunctionalInterface
public interface ImportProgress {
    /// Nobody listens.
    ImportProgress UNHEARD = (_, _) -> {};

    /// @param rows that are behind it
    /// @param of so many
    void at(int rows, int of);
}
