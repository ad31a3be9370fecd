package org.sallyport.server.store.sql;

import org.sallyport.core.secret.Secret;

/// How to reach a PostgreSQL database.
///
/// @param jdbcUrl `jdbc:postgresql://host:port/database`, with `sslmode=verify-full` unless it is on this machine;
/// never with the password in it
/// @param poolSize most connections of this node, 1 to 200
public record PostgresSettings(String jdbcUrl, String user, Secret password, int poolSize) {
    public PostgresSettings {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("a PostgreSQL URL reads jdbc:postgresql://host:port/database");
        }
        if (poolSize < 1 || poolSize > 200) {
            throw new IllegalArgumentException("a pool has 1 to 200 connections, found " + poolSize);
        }
    }
}
