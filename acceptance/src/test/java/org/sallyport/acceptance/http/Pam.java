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

    private static final String CONFIGURATION = "sallyport-pam.conf";
    private static final String SERVICE = "stall";

    public static Pam asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        var header = folder.write("sallyport-pam.header", "Authorization: Bearer " + verify.token() + "\n");
        var configuration = folder.fill("pam/" + CONFIGURATION, Map.of("VERIFY", verify.address(), "HEADER", header));
        // libpam_wrapper does not look into its own folder for what is included.
        var included = folder.ship(
                "pam/sallyport",
                "sallyport",
                Map.of(
                        "/usr/local/libexec/sallyport-pam",
                        SHIPPED.toString(),
                        " http\n",
                        " http " + configuration + "\n"));
        folder.fill("pam/" + SERVICE, Map.of("SALLYPORT", included));
        return new Pam(folder);
    }

    Path configuration() {
        return folder.file(CONFIGURATION);
    }

    /// What pamtester says.
    public String signIn(String user, String password) {
        var wrapped = Map.of(
                "LD_PRELOAD", "libpam_wrapper.so",
                "PAM_WRAPPER", "1",
                "PAM_WRAPPER_SERVICE_DIR", folder.path().toString());
        var pamtester = List.of("pamtester", "-I", "rhost=192.0.2.7", SERVICE, user, "authenticate");
        return Ran.of(pamtester, wrapped, password + "\n").said();
    }

    @Override
    public void close() {
        folder.close();
    }
}
