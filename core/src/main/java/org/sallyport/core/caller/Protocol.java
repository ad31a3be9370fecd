package org.sallyport.core.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an app speaks to reach the account; the unit in which a scope is given.
public enum Protocol {
    IMAP("imap", Family.MAIL),
    POP3("pop3", Family.MAIL),
    /// Submission of mail, RFC 6409.
    SMTP("smtp", Family.MAIL),
    /// Mail filters over ManageSieve, RFC 5804.
    SIEVE("sieve", Family.MAIL),
    /// Calendars and contacts: CalDAV (RFC 4791) and CardDAV (RFC 6352).
    DAV("dav", Family.CALENDARS),
    LDAP("ldap", Family.DIRECTORY),
    RADIUS("radius", Family.NETWORK),
    /// Any other web application behind HTTP Basic.
    HTTP("http", Family.WEB);

    private final String code;
    private final Family family;

    Protocol(String code, Family family) {
        this.code = code;
        this.family = family;
    }

    /// What one app speaks: a mail app fetches by one protocol and sends by another.
    public enum Family {
        /// IMAP, POP3, submission and Sieve.
        MAIL("mail"),
        CALENDARS("calendars"),
        DIRECTORY("directory"),
        NETWORK("network"),
        WEB("web");

        private final String code;

        Family(String code) {
            this.code = code;
        }

        /// How it is written in the database and in the audit log; never changed.
        public String code() {
            return code;
        }

        /// The family with exactly this code.
        public static Optional<Family> find(String code) {
            return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
        }
    }

    public Family family() {
        return family;
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
