package org.sallyport.acceptance.harness;

import java.util.List;
import java.util.Map;

/// A private FreeRADIUS on a free port.
public record FreeRadius(PeerFolder folder, int port, Program program) implements AutoCloseable {
    private static final String SECRET = "testing123";

    /// Starts it with the shipped module and policy, and waits until it is ready.
    public static FreeRadius asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        folder.ship(
                "freeradius/sallyport",
                "sallyport",
                Map.of("127.0.0.1:8081", verify.address().getAuthority()));
        folder.ship("freeradius/sallyport-policy", "sallyport-policy", Map.of());
        folder.write("sallyport.token", "&REST-HTTP-Header += \"Authorization: Bearer " + verify.token() + "\"\n");
        return start(folder, "freeradius/radiusd.conf");
    }

    /// Starts it with its own module for LDAP, and waits until it is ready.
    public static FreeRadius asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        folder.fill("freeradius-ldap/sallyport-ldap", ldap.places(folder.open(ldap.certificate())));
        folder.fill("freeradius-ldap/sallyport-ldap-policy", Map.of());
        return start(folder, "freeradius-ldap/radiusd.conf");
    }

    private static FreeRadius start(PeerFolder folder, String configuration) {
        int port = Ports.free();
        folder.fill(configuration, Map.of("PORT", port));
        var command = List.of(
                "/usr/sbin/freeradius",
                "-fxx",
                "-l",
                "stdout",
                "-d",
                folder.path().toString());
        var program =
                folder.start(command, () -> folder.said(PeerFolder.CONSOLE).contains("Ready to process requests"));
        return new FreeRadius(folder, port, program);
    }

    /// What radtest hears about a user name and a password.
    public String radtest(String user, String password) {
        return radtest("pap", user, password);
    }

    /// The same by another way to prove a password: `pap`, `chap` or `mschap`.
    public String radtest(String way, String user, String password) {
        return Ran.of(List.of("radtest", "-t", way, user, password, address(), "0", SECRET))
                .said();
    }

    /// What radclient hears about a user name and a password of any letters. It asks once and waits for 8 seconds.
    public String answer(String user, String password) {
        var attributes = "User-Name = \"%s\"\nUser-Password = \"%s\"\nNAS-Identifier = \"vpn-1\"\n"
                .formatted(escaped(user), escaped(password));
        return Ran.of(List.of("radclient", "-x", "-r", "1", "-t", "8", address(), "auth", SECRET), Map.of(), attributes)
                .said();
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    /// What it has said so far.
    public String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
