package org.sallyport.acceptance.ldap;

import java.util.HashMap;
import java.util.List;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;

/// A private Apache on a free port, whose pages ask for a name and a password and check them over LDAP.
public record Apache(PeerFolder folder, int port, Program program) implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /// Starts it and waits until it answers.
    public static Apache asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        folder.folder("www/staff");
        folder.write("www/olives", "olives");
        folder.write("www/staff/harvest", "harvest");
        var places = new HashMap<String, Object>(ldap.places(folder.open(ldap.certificate())));
        places.put("PORT", port);
        places.put("USER", ROOT ? "www-data" : System.getProperty("user.name"));
        places.put("GROUP", ROOT ? "www-data" : "#-1");
        var file = folder.fill("apache/httpd.conf", places);
        var command = List.of("/usr/sbin/apache2", "-f", file.toString(), "-DFOREGROUND");
        return new Apache(folder, port, folder.start(command, port));
    }

    /// The status for a page, asked for with Basic.
    public int get(String path, String user, String password) {
        var ran = Ran.of(List.of(
                "curl",
                "--silent",
                "--max-time",
                "30",
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_code}",
                "--user",
                user + ":" + password,
                "http://127.0.0.1:" + port + path));
        return Integer.parseInt(ran.said());
    }

    String log() {
        return folder.said("error.log");
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
