package org.sallyport.server.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Certificates that sign themselves, made by the JDK's keytool.
public final class PemFiles {
    private static final String PASSWORD = "only-for-this-folder";

    private PemFiles() {}

    /// A new certificate for this host name, and its key.
    public static CertificateFiles in(Path folder, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        write(files, host);
        return files;
    }

    /// Writes a new certificate for this host name over whatever the two files held.
    public static X509Certificate write(CertificateFiles files, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        var store = Files.createTempFile("keys", ".p12");
        Files.delete(store);
        var keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(
                    new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Files.delete(store);
        var certificate = (X509Certificate) keys.getCertificate("it");
        pem(
                files.key(),
                "PRIVATE KEY",
                keys.getKey("it", PASSWORD.toCharArray()).getEncoded());
        pem(files.certificate(), "CERTIFICATE", certificate.getEncoded());
        return certificate;
    }

    private static void pem(Path file, String kind, byte[] bytes) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
