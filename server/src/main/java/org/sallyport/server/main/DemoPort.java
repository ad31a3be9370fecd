package org.sallyport.server.main;

/// What a demo listens for, and the usual port of each.
enum DemoPort {
    WEB(8080),
    VERIFY(8081),
    DOVECOT(8089),
    POSTFIX(8090),
    /// In clear until StartTLS.
    LDAP(1389),
    LDAPS(1636);

    private final int usual;

    DemoPort(int usual) {
        this.usual = usual;
    }

    int usual() {
        return usual;
    }
}
