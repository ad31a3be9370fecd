package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.bench.load.Speech;
import org.sallyport.bench.responder.BareResponder;
import org.sallyport.bench.town.Resident;

/// Whom Sallyport is compared with: the bare responders, and the programs that answer the same question.
///
/// @param ground where their files are
record Servers(Ground ground) {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");
    /// What the names of people in LDAP end with.
    static final String SUFFIX = "dc=bench,dc=example";
    static final String PEOPLE = "ou=people," + SUFFIX;
    // The bare responders ask nobody who it is.
    private static final String NO_TOKEN = "bench-bench-bench-bench-bench-bench-bench";

    /// @param kind `threads` or `selector`
    Peer bareVerify(String kind, Credentials credentials) {
        int port = Ground.freePort();
        var load = ground.http(new Door(Door.Way.VERIFY, port, NO_TOKEN), credentials);
        return bare("bare Java responder, " + kind, kind, port, credentials, load);
    }

    Peer bareDovecot(Credentials credentials, List<Resident> residents) {
        int port = Ground.freePort();
        return bare(
                "bare Java responder", "dovecot", port, credentials, new SocketLoad(port, Speech::dovecot, residents));
    }

    Peer bareLdap(Credentials credentials, List<Resident> residents) {
        int port = Ground.freePort();
        return bare("bare Java responder", "ldap", port, credentials, binds(port, residents));
    }

    /// Binds of people by their own names.
    static Load binds(int port, List<Resident> residents) {
        return new SocketLoad(port, Servers::bindsOneByOne, residents);
    }

    /// Dovecot's auth service and nothing else of it, with a password file.
    Peer dovecot(List<Resident> users) {
        int port = Ground.freePort();
        var folder = ground.folder();
        Credentials.writeForDovecot(folder.resolve("dovecot.passwords"), users);
        var config = ground.write("dovecot.conf", """
                base_dir = %1$s/dovecot
                state_dir = %1$s/dovecot-state
                instance_name = sallyport-bench
                log_path = %1$s/dovecot-service.log
                protocols =
                ssl = no
                auth_mechanisms = plain
                disable_plaintext_auth = no
                auth_failure_delay = 0
                passdb {
                  driver = passwd-file
                  args = username_format=%%u %1$s/dovecot.passwords
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=/nonexistent
                }
                service auth {
                  client_limit = 1024
                  inet_listener {
                    address = 127.0.0.1
                    port = %2$d
                  }
                }
                """.formatted(folder, port));
        var child = start("dovecot", List.of("/usr/sbin/dovecot", "-F", "-c", config.toString()));
        return new Peer(
                "Dovecot auth, passwd-file {SSHA256}",
                Peer.Role.COMPARED,
                child,
                new SocketLoad(port, Speech::dovecot, users));
    }

    /// Debian's slapd with its fastest backend.
    Peer slapd(List<Resident> users) {
        int port = Ground.freePort();
        var folder = ground.folder();
        var data = folder.resolve("slapd-data");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = ground.write("slapd.conf", """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                pidfile %1$s/slapd.pid
                argsfile %1$s/slapd.args
                loglevel none
                threads 8
                database mdb
                maxsize 2147483648
                suffix "%2$s"
                directory %3$s
                index objectClass,uid eq
                access to attrs=userPassword by anonymous auth by * none
                access to * by * none
                """.formatted(folder, SUFFIX, data));
        var people = folder.resolve("slapd.ldif");
        Credentials.writeForSlapd(people, SUFFIX, users);
        run(List.of("/usr/sbin/slapadd", "-q", "-f", config.toString(), "-l", people.toString()));
        var command = List.of("/usr/sbin/slapd", "-f", config.toString(), "-h", "ldap://127.0.0.1:" + port, "-d", "0");
        return new Peer("slapd {SSHA}", Peer.Role.COMPARED, start("slapd", command), binds(port, users));
    }

    Peer nginx(List<Resident> users, Credentials credentials) {
        int port = Ground.freePort();
        var folder = ground.folder();
        var name = "nginx-" + users.size();
        var passwords = folder.resolve(name + ".passwords");
        Credentials.writeForNginx(passwords, users);
        ground.write("www-empty", "");
        var config = ground.write(name + ".conf", """
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
        var errors = folder.resolve(name + ".errors").toString();
        var child = start(name, List.of("/usr/sbin/nginx", "-e", errors, "-c", config.toString()));
        var title = "nginx auth_basic {SHA}, %,d users".formatted(users.size());
        return new Peer(title, Peer.Role.COMPARED, child, ground.http(new Door(Door.Way.BASIC, port, ""), credentials));
    }

    private Peer bare(String title, String kind, int port, Credentials credentials, Load load) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareResponder.class.getName()));
        command.addAll(List.of(kind, Integer.toString(port), credentials.file().toString()));
        return new Peer(title, Peer.Role.LOWER_BOUND, start("bare-" + kind, command), load);
    }

    private static Speech bindsOneByOne(List<Resident> people, int depth) {
        if (depth != 1) {
            throw new IllegalArgumentException("one bind at a time on a connection, found " + depth);
        }
        return Speech.ldap(people, PEOPLE);
    }

    private Child start(String name, List<String> command) {
        return Child.start(Child.SERVER, ground.folder().resolve(name + ".log"), command);
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
