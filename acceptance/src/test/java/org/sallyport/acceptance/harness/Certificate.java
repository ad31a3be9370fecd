package org.sallyport.acceptance.harness;

import java.nio.file.Path;

/// A certificate for this machine that nobody has signed but itself, good for two days.
public record Certificate(Path chain, Path key) {
    /// A new one: `fullchain.pem` and `privkey.pem` in this folder.
    public static Certificate in(Path folder) {
        var made = new Certificate(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));
        Program.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                made.key().toString(),
                "-out",
                made.chain().toString());
        return made;
    }
}
