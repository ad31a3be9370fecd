package org.sallyport.acceptance.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Where a demo answers LDAP.
///
/// @param address in clear, with StartTLS
/// @param tlsAddress LDAPS
/// @param bindName of the program that may search
/// @param certificate the file of the certificate to trust
public record LdapPort(URI address, URI tlsAddress, String suffix, String bindName, String password, Path certificate) {
    /// The name of somebody in a branch.
    public String nameOf(String user, String branch) {
        return "uid=" + user + ",ou=" + branch + "," + suffix;
    }

    /// The same place for another service with the same password.
    public LdapPort of(String service) {
        return new LdapPort(
                address, tlsAddress, suffix, "cn=" + service + ",ou=services," + suffix, password, certificate);
    }

    /// What the configuration of a program that asks has to know of this place, in the words of `acceptance/peers`.
    ///
    /// @param trusted the certificate, where the program can read it
    public Map<String, String> places(Path trusted) {
        return Map.of(
                "LDAP",
                Integer.toString(address.getPort()),
                "LDAPS",
                Integer.toString(tlsAddress.getPort()),
                "SUFFIX",
                suffix,
                "BIND_NAME",
                bindName,
                "PASSWORD",
                password,
                "CERTIFICATE",
                trusted.toString());
    }

    @Override
    public String toString() {
        return "LdapPort[" + address + ", hidden]";
    }
}
