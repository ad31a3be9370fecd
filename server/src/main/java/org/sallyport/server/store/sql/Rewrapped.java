package org.sallyport.server.store.sql;

/// What [SqlStore#rewrap] did.
///
/// @param rows how many rows are under the primary key now and were not before
/// @param altered how many rows were left as they are because somebody had altered them; the audit log names them
public record Rewrapped(long rows, long altered) {
    Rewrapped and(Rewrapped more) {
        return new Rewrapped(rows + more.rows, altered + more.altered);
    }
}
