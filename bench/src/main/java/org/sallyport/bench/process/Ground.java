package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.bench.responder.BareResponder;
import org.sallyport.bench.town.Resident;
import org.sallyport.bench.town.Town;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.store.sql.SqlStores;

/// Where a comparison takes place: the repository it measures, and a working folder for data, configurations and logs.
///
/// @param repository with `./sallyport`
/// @param folder empty at the beginning
record Ground(Path repository, Path folder) {
    private static final String TOKEN = "bench-bench-bench-bench-bench-bench-bench";
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    /// Makes a data folder with a town in it.
    ///
    /// @return its people
    List<Resident> settle(String name, int accounts, int appPasswordsEach) {
        var data = folder.resolve(name);
        var generator = new SecretGenerator();
        var clock = InstantSource.system();
        try {
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(data.resolve("keys"), mine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var keyset = Keyset.fresh(generator, clock.instant());
        new KeysetFile(data.resolve("keys/keyset")).create(keyset);
        try (var store = SqlStores.embedded(data, keyset, generator, clock)) {
            return new Town(store, keyset).settle(accounts, appPasswordsEach);
        }
    }

    /// @param dataName as in [#settle]
    /// @param cores as in [Child]
    Peer sallyport(String dataName, String cores) {
        int port = freePort();
        int pages = freePort();
        var config = write(dataName + ".yaml", """
                organisation:
                  name: Olive & Pine
                data: %s
                web:
                  listen: 127.0.0.1:%d
                  public-url: http://localhost:%d
                listeners:
                  verify:
                    listen: 127.0.0.1:%d
                    servers:
                      - name: bench
                        token: file:%s
                mail:
                  from: no-reply@olive.example
                  outbox: %s
                """.formatted(
                        dataName, pages, pages, port, write("token", TOKEN), folder.resolve("outbox")));
        var command = List.of(repository.resolve("sallyport").toString(), "serve", "--config", config.toString());
        var child = Child.start(cores, folder.resolve(dataName + ".log"), command);
        return new Peer("Sallyport", child, new Door(Door.Way.VERIFY, port, TOKEN));
    }

    /// @param kind `threads` or `selector`
    Peer bare(String kind, Credentials credentials) {
        int port = freePort();
        var command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareResponder.class.getName()));
        command.addAll(List.of(kind, Integer.toString(port), credentials.file().toString()));
        var child = Child.start(Child.SERVER, folder.resolve("bare-" + kind + ".log"), command);
        return new Peer("bare Java responder, " + kind, child, new Door(Door.Way.VERIFY, port, TOKEN));
    }

    Peer nginx(List<Resident> users) {
        int port = freePort();
        var name = "nginx-" + users.size();
        var passwords = folder.resolve(name + ".passwords");
        Credentials.writeForNginx(passwords, users);
        write("www-empty", "");
        var config = write(name + ".conf", """
                worker_processes 1;
                daemon off;
                pid %1$s/%2$s.pid;
                error_log %1$s/%2$s.errors warn;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  default_type text/plain;
                  server {
                    listen 127.0.0.1:%3$d;
                    root %1$s;
                    auth_basic bench;
                    auth_basic_user_file %4$s;
                    location / { try_files /www-empty =404; }
                  }
                }
                """.formatted(folder, name, port, passwords));
        var command = List.of(
                "/usr/sbin/nginx", "-e", folder.resolve(name + ".errors").toString(), "-c", config.toString());
        var child = Child.start(Child.SERVER, folder.resolve(name + ".log"), command);
        var title = "nginx auth_basic {SHA}, %,d users".formatted(users.size());
        return new Peer(title, child, new Door(Door.Way.BASIC, port, ""));
    }

    Wrk wrk(int connections, int seconds) {
        return new Wrk(repository.resolve("bench/src/main/lua/ask.lua"), connections, seconds);
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
