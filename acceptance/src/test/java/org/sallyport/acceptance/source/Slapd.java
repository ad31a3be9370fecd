package org.sallyport.acceptance.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private slapd with people below `ou=people,dc=acme,dc=example`, which logs every bind.
final class Slapd implements AutoCloseable {
    private static final String ADMIN = "cn=admin,dc=acme,dc=example";
    private static final String PEOPLE = "ou=people,dc=acme,dc=example";
    private static final String PASSWORD = "it may change everything";

    private final PeerFolder folder = PeerFolder.makeForOwner();
    private final int port = Ports.free();
    private final Path program = program();
    private Program running;

    /// @param people in LDIF, each of [#person]
    Slapd(List<String> people) {
        var root = program.resolve("../../..").normalize();
        folder.folder("data");
        folder.write("slapd.conf", """
                include %1$s/etc/ldap/schema/core.schema
                include %1$s/etc/ldap/schema/cosine.schema
                include %1$s/etc/ldap/schema/inetorgperson.schema
                modulepath %1$s/usr/lib/ldap
                moduleload back_mdb
                database mdb
                suffix dc=acme,dc=example
                rootdn %2$s
                rootpw "%3$s"
                limits * size.prtotal=unlimited
                directory %4$s
                """.formatted(
                        root.toString().equals("/") ? "" : root, ADMIN, PASSWORD, folder.file("data")));
        folder.write("people.ldif", """
                dn: dc=acme,dc=example
                objectClass: domain
                dc: acme

                dn: %s
                objectClass: organizationalUnit
                ou: people

                %s""".formatted(PEOPLE, String.join("\n", people)));
        Program.run(
                program.toString(),
                "-T",
                "add",
                "-q",
                "-f",
                folder.file("slapd.conf").toString(),
                "-l",
                folder.file("people.ldif").toString());
        running = launch();
    }

    static String person(String uid, String password) {
        return """
                dn: uid=%1$s,%2$s
                objectClass: inetOrgPerson
                uid: %1$s
                cn: The one called %1$s
                sn: %1$s
                mail: %3$s@acme.example
                userPassword: %4$s
                """.formatted(uid, PEOPLE, uid.replace("@", "."), password);
    }

    /// The lines of `sources.ldap` for it, without a name for the list.
    String asSource() {
        return """
                sources:
                  ldap:
                    - name: acme
                      urls: ldap://127.0.0.1:%d
                      start-tls: no
                      base: %s
                      filter: (&(objectClass=inetOrgPerson)(!(employeeType=left)))
                      bind-dn: %s
                      bind-password: file:%s
                      page-size: 100
                      merge: same-username
                """.formatted(port, PEOPLE, ADMIN, folder.write("bind.password", PASSWORD + "\n"));
    }

    void leaves(String... uids) {
        modify(Stream.of(uids)
                .map(uid -> change(uid, "replace: employeeType\nemployeeType: left"))
                .toList());
    }

    void comesBack(String... uids) {
        modify(Stream.of(uids).map(uid -> change(uid, "delete: employeeType")).toList());
    }

    void isCalled(String uid, String now) {
        modify(List.of("""
                dn: uid=%s,%s
                changetype: modrdn
                newrdn: uid=%s
                deleteoldrdn: 1
                """.formatted(uid, PEOPLE, now)));
    }

    /// How many passwords of somebody it was asked to try.
    long bindsOf(String uid) {
        return folder.said(PeerFolder.CONSOLE)
                .lines()
                .filter(line -> line.contains("BIND dn=\"uid=" + uid + ",") && line.contains("method=128"))
                .count();
    }

    void stop() {
        running.stop();
    }

    void startAgain() {
        running = launch();
    }

    private static String change(String uid, String what) {
        return "dn: uid=" + uid + "," + PEOPLE + "\nchangetype: modify\n" + what + "\n";
    }

    private void modify(List<String> changes) {
        var ldif = folder.write("changes.ldif", String.join("\n", changes));
        Program.run(
                "ldapmodify",
                "-x",
                "-H",
                "ldap://127.0.0.1:" + port,
                "-D",
                ADMIN,
                "-w",
                PASSWORD,
                "-f",
                ldif.toString());
    }

    private Program launch() {
        return folder.start(
                List.of(
                        program.toString(),
                        "-d",
                        "256",
                        "-h",
                        "ldap://127.0.0.1:" + port,
                        "-f",
                        folder.file("slapd.conf").toString()),
                port);
    }

    // Debian has it where only root looks for programs.
    private static Path program() {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .map(place -> Path.of(place, "slapd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("slapd is not installed"));
    }

    @Override
    public void close() {
        running.close();
        folder.close();
    }
}
