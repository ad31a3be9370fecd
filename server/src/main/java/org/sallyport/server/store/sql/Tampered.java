package org.sallyport.server.store.sql;

import java.io.Serial;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// A row is not as this store wrote it. [SqlStore] turns it into a fault: what the row would have decided is not
/// decided, nobody is let in by it, and the audit log says which row it was.
final class Tampered extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String row;
    private final String account;

    Tampered(String table, String row, Optional<AccountId> about) {
        super("the row " + row + " of " + table + " was altered behind Sallyport's back");
        this.table = table;
        this.row = row;
        this.account = about.map(AccountId::toString).orElse("");
    }

    String table() {
        return table;
    }

    String row() {
        return row;
    }

    /// Whose row it says it is.
    Optional<AccountId> about() {
        return AccountId.parse(account);
    }
}
