package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of the collector that the audit log is shipped to.
final class ShipKeys {
    static final Key<String> HOST = Key.required(
                    "audit.ship.host",
                    Kinds.HOST_NAME,
                    "A syslog collector that gets every entry of the audit log (RFC 5424, octet counting), from the "
                            + "first that is kept on.",
                    "logs.olive.example")
            .orNothing("the audit log stays here");
    static final Key<Integer> PORT = new Key<>(
            "audit.ship.port",
            Kinds.wholeNumber(1, 65_535),
            new Key.WhenAbsent.Nothing("6514 with tls, 514 with none"),
            "The collector's port, for TCP.",
            "6514");
    static final Key<Ship.Security> SECURITY = Key.withDefault(
            "audit.ship.security",
            Kinds.choice(Ship.Security.class),
            "tls",
            "`tls` (RFC 5425), with the collector's certificate checked against its name; or `none` for a collector on "
                    + "this machine.");
    static final Key<Path> TRUST = Key.required(
                    "audit.ship.trust",
                    Kinds.FILE,
                    "Certificates (PEM) to trust the collector by: its own, or that of whoever signed it.",
                    "/etc/sallyport/collector-ca.pem")
            .orNothing("those that the machine trusts");
    static final Key<String> AS = Key.required(
                    "audit.ship.as",
                    Kinds.HOST_NAME,
                    "What messages say they come from (HOSTNAME).",
                    "mfa.olive.example")
            .orNothing("the host of `web.public-url`");
    private static final TlsKeys OWN = TlsKeys.under(
            "audit.ship",
            "The certificate chain (PEM) that is shown to a collector which asks who ships.",
            "none is shown");

    static final List<Key<?>> ALL = Stream.of(
                    List.<Key<?>>of(HOST, PORT, SECURITY, TRUST), OWN.all(), List.<Key<?>>of(AS))
            .flatMap(List::stream)
            .toList();

    private ShipKeys() {}

    static void check(Answers answers) {
        if (!answers.isWritten(HOST)) {
            ALL.stream()
                    .filter(answers::isWritten)
                    .forEach(key -> answers.wrong(key.path(), "is set, but audit.ship.host is not"));
            return;
        }
        OWN.checkBoth(answers);
        boolean isClear =
                answers.find(SECURITY).filter(Ship.Security.NONE::equals).isPresent();
        if (!isClear) {
            return;
        }
        Stream.concat(Stream.of(TRUST), OWN.all().stream())
                .filter(answers::isWritten)
                .forEach(key -> answers.wrong(key.path(), "is set, but audit.ship.security is none"));
        answers.find(HOST)
                .filter(host -> !new ListenAddress(host, Ship.Security.NONE.usualPort()).isLoopback())
                .ifPresent(_ -> answers.wrong(
                        SECURITY.path(),
                        "needs tls for a collector on another machine, found \"none\": what everybody does would cross "
                                + "the network in clear"));
    }

    /// Only after [#check] and without any problem.
    static Optional<Ship> settings(Answers answers) {
        return answers.find(HOST).map(host -> {
            var security = answers.require(SECURITY);
            return new Ship(
                    host,
                    answers.find(PORT).orElse(security.usualPort()),
                    security,
                    answers.find(TRUST),
                    OWN.settings(answers),
                    answers.find(AS)
                            .orElseGet(
                                    () -> answers.require(Keys.WEB_PUBLIC_URL).getHost()));
        });
    }
}
