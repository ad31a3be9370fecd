package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// The two keys that give a listener its certificate: both or neither.
record TlsKeys(Key<Path> certificate, Key<Path> key) {

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
