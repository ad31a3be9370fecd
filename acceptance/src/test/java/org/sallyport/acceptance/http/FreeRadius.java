package org.sallyport.acceptance.http;

import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.VerifyPort;

/// A private FreeRADIUS on a free port, with the shipped module and policy.
record FreeRadius(PeerFolder folder, int port, Program program) implements AutoCloseable {
    static FreeRadius asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        folder.ship(
                "freeradius/sallyport",
                "sallyport",
                Map.of("127.0.0.1:8081", verify.address().getAuthority()));
        folder.ship("freeradius/sallyport-policy", "sallyport-policy", Map.of());
        folder.write("sallyport.token", "&REST-HTTP-Header += \"Authorization: Bearer " + verify.token() + "\"\n");
        folder.fill("freeradius/radiusd.conf", Map.of("PORT", port));
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

    /// What radclient hears about a user name and a password.
    String answer(String user, String password) {
        var attributes = "User-Name = \"%s\"\nUser-Password = \"%s\"\nNAS-Identifier = \"vpn-1\"\n"
                .formatted(escaped(user), escaped(password));
        return Ran.of(
                        List.of("radclient", "-x", "-r", "1", "-t", "8", "127.0.0.1:" + port, "auth", "testing123"),
                        Map.of(),
                        attributes)
                .said();
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
