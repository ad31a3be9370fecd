package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Lookout;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

/// Turns what the configuration says about a listener into what the listener is told.
///
/// @param name as the log calls it
/// @param withCertificate how TLS begins at an ordinary address of this protocol where there is a certificate
/// @param applicationProtocols its names in ALPN
record ListenerWiring(String name, TlsStart withCertificate, List<String> applicationProtocols, Deadlines deadlines) {
    ListenerSettings settings(Listening listening, Lookout lookout) {
        return new ListenerSettings(
                name,
                places(listening),
                tls(listening),
                new Networks(
                        listening.networks().proxies(), listening.networks().callers()),
                Caps.of(listening.caps()),
                deadlines,
                lookout);
    }

    private List<Place> places(Listening listening) {
        var places = new ArrayList<Place>();
        var start = listening.certificates().isEmpty() ? TlsStart.NEVER : withCertificate;
        listening.listen().forEach(listen -> places.add(new Place.Tcp(DoorsWiring.toBind(listen), start)));
        listening
                .listenTls()
                .forEach(listen -> places.add(new Place.Tcp(DoorsWiring.toBind(listen), TlsStart.AT_ONCE)));
        listening.sockets().forEach(socket -> places.add(place(socket)));
        return places;
    }

    private Optional<TlsSettings> tls(Listening listening) {
        var files = listening.certificates().stream()
                .map(tls -> new CertificateFiles(tls.certificate(), tls.key()))
                .toList();
        return files.isEmpty() ? Optional.empty() : Optional.of(new TlsSettings(files, applicationProtocols));
    }

    static Place.Unix place(Settings.Socket socket) {
        return new Place.Unix(socket.path(), socket.mode(), socket.owner(), socket.group());
    }
}
