package org.sallyport.acceptance.syslog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.acceptance.harness.Certificate;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A private rsyslog on a free port, which can be killed and started again.
final class Rsyslog implements AutoCloseable {
    private static final String RECEIVED = "audit.jsonl";

    private final PeerFolder folder = PeerFolder.make();
    private final Certificate certificate = Certificate.in(folder.folder("tls"));
    private final int port = Ports.free();
    private Program program = start();

    private Program start() {
        var places = Map.of(
                "ADDRESS",
                "127.0.0.1",
                "PORT",
                port,
                "CA",
                certificate.chain(),
                "CERTIFICATE",
                certificate.chain(),
                "KEY",
                certificate.key(),
                "FILE",
                folder.file(RECEIVED));
        var file = folder.fill("rsyslog/rsyslog.conf", places);
        var pid = folder.file("rsyslog.pid").toString();
        return folder.start(List.of("rsyslogd", "-n", "-f", file.toString(), "-i", pid), port);
    }

    /// What is added to Sallyport's configuration.
    String settings() {
        return """
                audit:
                  ship:
                    host: localhost
                    port: %d
                    trust: %s
                    certificate: %s
                    key: %s
                """.formatted(port, certificate.chain(), certificate.chain(), certificate.key());
    }

    /// Takes its power away.
    void kill() {
        program.kill();
    }

    void startAgain() {
        program = start();
    }

    /// The entries that it has written, by their numbers; an entry that came twice counts once.
    Map<Long, JsonNode> entries() {
        var entries = new TreeMap<Long, JsonNode>();
        // What it was writing when it was killed has no end, and comes again.
        folder.said(RECEIVED)
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .forEach(line -> {
                    var entry = JsonMapper.shared().readTree(line);
                    entries.put(entry.get("number").asLong(), entry);
                });
        return entries;
    }

    String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
