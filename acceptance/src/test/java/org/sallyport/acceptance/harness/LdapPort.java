package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where a demo answers LDAP.
///
/// @param address in clear, with StartTLS
/// @param tlsAddress LDAPS
/// @param bindName of the program that may search
/// @param certificate the file of the certificate to trust
public record LdapPort(URI address, URI tlsAddress, String suffix, String bindName, String password, Path certificate) {
    private static final Path PEERS =
            Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")), "acceptance", "peers");

    /// The name of somebody in a branch.
    public String nameOf(String user, String branch) {
        return "uid=" + user + ",ou=" + branch + "," + suffix;
    }

    /// The configuration of a program that asks, from `acceptance/peers`, with what it has to know of this place.
    public String configure(String file) {
        try {
            return Files.readString(PEERS.resolve(file))
                    .replace("@LDAP@", Integer.toString(address.getPort()))
                    .replace("@LDAPS@", Integer.toString(tlsAddress.getPort()))
                    .replace("@SUFFIX@", suffix)
                    .replace("@BIND_NAME@", bindName)
                    .replace("@PASSWORD@", password)
                    .replace("@CERTIFICATE@", certificate.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "LdapPort[" + address + ", hidden]";
    }
}
