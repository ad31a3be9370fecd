package org.sallyport.acceptance.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.VerifyPort;

/// A service that signs people in by PAM with the shipped program and lines. libpam_wrapper lets it read its lines from
/// a folder of its own; everything else is the machine's.
public record Pam(PeerFolder folder) implements AutoCloseable {
    static final Path SHIPPED =
            Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")), "integrations/pam/sallyport-pam");

    public static Pam asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        folder.write("header", "Authorization: Bearer " + verify.token() + "\n");
        folder.write(
                "sallyport-pam.conf",
                "url=" + verify.address() + "\nheader=" + folder.path().resolve("header") + "\n");
        var pam = new Pam(folder);
        folder.ship(
                "pam/sallyport",
                "stall",
                Map.of(
                        "/usr/local/libexec/sallyport-pam",
                        SHIPPED.toString(),
                        " http\n",
                        " http " + pam.configuration() + "\n"));
        return pam;
    }

    Path configuration() {
        return folder.path().resolve("sallyport-pam.conf");
    }

    /// What pamtester says.
    public String signIn(String user, String password) {
        var wrapped = Map.of(
                "LD_PRELOAD", "libpam_wrapper.so",
                "PAM_WRAPPER", "1",
                "PAM_WRAPPER_SERVICE_DIR", folder.path().toString());
        var pamtester = List.of("pamtester", "-I", "rhost=192.0.2.7", "stall", user, "authenticate");
        return Ran.of(pamtester, wrapped, password + "\n").said();
    }

    @Override
    public void close() {
        folder.close();
    }
}
