package org.sallyport.server.config;

import java.nio.file.Path;
import org.sallyport.core.secret.Secret;

/// Where the books are kept.
public sealed interface StoreChoice {
    /// The embedded database, in a folder of this machine.
    record Embedded(Path folder) implements StoreChoice {}

    /// PostgreSQL, or what speaks its protocol.
    record Postgres(String url, String user, Secret password) implements StoreChoice {}

    /// How the file names them.
    enum Kind {
        EMBEDDED,
        POSTGRES
    }
}
