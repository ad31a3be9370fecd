package org.sallyport.server.config;

/// What a connected server may do with its token.
public enum ServerRole {
    /// Ask about passwords.
    ASKS,
    /// Tell of sign-ins that it has judged by itself, and nothing else: its token tries no passwords here.
    REPORTS,
    /// Both. What it has asked about is not counted again when it tells of it.
    ASKS_AND_REPORTS;

    public boolean mayAsk() {
        return this != REPORTS;
    }

    public boolean mayReport() {
        return this != ASKS;
    }
}
