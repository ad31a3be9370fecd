package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The two keys that give a listener its certificate: both or neither.
record TlsKeys(Key<Path> certificate, Key<Path> key) {

    /// @param meaning of the certificate
    /// @param without what it means that there is none
    static TlsKeys under(String above, String meaning, String without) {
        return new TlsKeys(
                certificate(above, meaning).orNothing(without),
                key(above).orNothing("required with " + above + ".certificate"));
    }

    /// The same in the entries of a list, where neither may be left out.
    static TlsKeys inList(String above, String meaning) {
        return new TlsKeys(certificate(above, meaning), key(above));
    }

    private static Key<Path> certificate(String above, String meaning) {
        return Key.required(above + ".certificate", Kinds.FILE, meaning, "/etc/sallyport/tls/fullchain.pem");
    }

    private static Key<Path> key(String above) {
        return Key.required(
                above + ".key",
                Kinds.FILE,
                "The key of the certificate (PEM, PKCS #8, not encrypted).",
                "/etc/sallyport/tls/privkey.pem");
    }

    List<Key<?>> all() {
        return List.of(certificate, key);
    }

    /// Refuses half a certificate, and passwords in clear where other machines reach this address.
    void check(Answers answers, Key<ListenAddress> listen) {
        checkBoth(answers);
        answers.find(listen).ifPresent(address -> checkReach(answers, listen.path(), address));
    }

    void checkBoth(Answers answers) {
        if (answers.isWritten(certificate) != answers.isWritten(key)) {
            var absent = answers.isWritten(certificate) ? key : certificate;
            var written = answers.isWritten(certificate) ? certificate : key;
            answers.wrong(absent.path(), "is missing, but " + written.path() + " is set; both or neither");
        }
    }

    /// @param path where this address stands
    void checkReach(Answers answers, String path, ListenAddress address) {
        if (!address.isLoopback() && !answers.isWritten(certificate)) {
            answers.wrong(
                    path,
                    "needs " + certificate.path() + " or an address of this machine like 127.0.0.1:" + address.port()
                            + ", found \"" + address + "\": passwords would cross the network in clear");
        }
    }

    Optional<Settings.Tls> settings(Answers answers) {
        return answers.find(certificate).map(chain -> new Settings.Tls(chain, answers.require(key)));
    }
}
