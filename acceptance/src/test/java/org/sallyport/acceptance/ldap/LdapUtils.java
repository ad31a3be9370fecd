package org.sallyport.acceptance.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Ran;

/// The command-line programs of OpenLDAP. They take no other certificate than the demo's.
///
/// @param options how they connect
public record LdapUtils(LdapPort port, List<String> options) {
    static LdapUtils withStartTls(LdapPort port) {
        return new LdapUtils(
                port, List.of("-H", "ldap://127.0.0.1:" + port.address().getPort(), "-ZZ"));
    }

    public static LdapUtils overTls(LdapPort port) {
        return new LdapUtils(
                port, List.of("-H", "ldaps://127.0.0.1:" + port.tlsAddress().getPort()));
    }

    static LdapUtils inClear(LdapPort port) {
        return new LdapUtils(
                port, List.of("-H", "ldap://127.0.0.1:" + port.address().getPort()));
    }

    /// Under which name the connection is bound.
    public Ran whoAmI(String name, String password) {
        return run("ldapwhoami", name, password, List.of());
    }

    /// Searches as the demo's own program.
    Ran search(String... words) {
        return run("ldapsearch", port.bindName(), port.password(), List.of(words));
    }

    Ran searchAs(String name, String password, String... words) {
        return run("ldapsearch", name, password, List.of(words));
    }

    Ran searchAnonymously(String... words) {
        return finish("ldapsearch", List.of(), List.of(words));
    }

    Ran compare(String name, String assertion) {
        return run("ldapcompare", port.bindName(), port.password(), List.of(name, assertion));
    }

    private Ran run(String program, String name, String password, List<String> words) {
        return finish(program, List.of("-D", name, "-w", password), words);
    }

    private Ran finish(String program, List<String> identity, List<String> words) {
        var command = new ArrayList<>(List.of(program, "-x", "-o", "nettimeout=10"));
        command.addAll(options);
        command.addAll(identity);
        if (program.equals("ldapsearch")) {
            command.addAll(List.of("-LLL", "-o", "ldif-wrap=no"));
        }
        command.addAll(words);
        var trust = Map.of("LDAPTLS_CACERT", port.certificate().toString(), "LDAPTLS_REQCERT", "demand");
        return Ran.of(command, trust, "");
    }
}
