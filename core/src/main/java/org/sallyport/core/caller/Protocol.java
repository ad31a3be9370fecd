package org.sallyport.core.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an app speaks to reach the account; the unit in which a scope is given.
public enum Protocol {
    IMAP("imap"),
    POP3("pop3"),
    /// Submission of mail, RFC 6409.
    SMTP("smtp"),
    /// Mail filters over ManageSieve, RFC 5804.
    SIEVE("sieve"),
    /// Calendars and contacts: CalDAV (RFC 4791) and CardDAV (RFC 6352).
    DAV("dav"),
    LDAP("ldap"),
    RADIUS("radius"),
    /// Any other web application behind HTTP Basic.
    HTTP("http");

    private final String code;

    Protocol(String code) {
        this.code = code;
    }

    /// How it is written in the database, in JSON and on the command line: lower-case ASCII, never changed.
    public String code() {
        return code;
    }

    /// The protocol with this code, whatever the letter case.
    public static Optional<Protocol> find(String code) {
        var wanted = code.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(p -> p.code.equals(wanted)).findFirst();
    }
}
