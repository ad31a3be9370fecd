package org.sallyport.server.listener;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.caller.Protocol;

/// What connected servers call a protocol. Dovecot 2.3 says `service`, 2.4 says `protocol`; both mean the same words.
public final class Services {
    private static final Map<String, Protocol> BY_NAME = Map.ofEntries(
            Map.entry("imap", Protocol.IMAP),
            Map.entry("pop3", Protocol.POP3),
            Map.entry("smtp", Protocol.SMTP),
            Map.entry("submission", Protocol.SMTP),
            Map.entry("lmtp", Protocol.SMTP),
            Map.entry("sieve", Protocol.SIEVE),
            Map.entry("managesieve", Protocol.SIEVE),
            Map.entry("dav", Protocol.DAV),
            Map.entry("caldav", Protocol.DAV),
            Map.entry("carddav", Protocol.DAV),
            Map.entry("ldap", Protocol.LDAP),
            Map.entry("radius", Protocol.RADIUS),
            Map.entry("http", Protocol.HTTP));
    public static final String CHOICE =
            "imap, pop3, smtp, submission, lmtp, sieve, managesieve, dav, caldav, carddav, ldap, radius, http";

    private Services() {}

    public static Optional<Protocol> find(String name) {
        var asked = BY_NAME.get(name);
        return Optional.ofNullable(asked != null ? asked : BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
