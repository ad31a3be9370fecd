package org.sallyport.server.directory.ldap;

import java.time.InstantSource;
import org.sallyport.core.directory.SourcePasswords;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.source.SourceReader;
import org.sallyport.core.throttle.Recognition;

/// One directory, as the source of accounts and of what their passwords are. Nothing is opened before somebody asks.
public final class LdapSource implements AutoCloseable {
    private final DirectoryLine line;
    private final LdapPeople people;
    private final LdapPasswords passwords;

    /// @throws IllegalArgumentException when the certificates to trust cannot be read
    public LdapSource(DirectorySettings settings, DirectorySettings.Binds binds, Keyset keyset, InstantSource clock) {
        this.line = new DirectoryLine(settings);
        this.people = new LdapPeople(settings, line, clock);
        this.passwords = new LdapPasswords(settings, line, new WrongBinds(binds), new Recognition(keyset), clock);
    }

    public SourceReader people() {
        return people;
    }

    public SourcePasswords passwords() {
        return passwords;
    }

    @Override
    public void close() {
        line.close();
    }
}
