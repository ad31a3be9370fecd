package org.sallyport.server.web.admin.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Listening;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.springframework.stereotype.Component;

/// Finds what servers that ask are configured with: the shipped files and the blocks of the manual, with the addresses
/// of this installation in the place of their examples. A listener that is off has none.
@Component
class SnippetFinder {
    private static final Path QUEUE = Path.of("/var/spool/postfix");
    private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\\\\\p{Cntrl}]");
    private static final String VERIFY_EXAMPLE = "127.0.0.1:8081";

    private final Services.Servers servers;
    private final WebSettings web;

    SnippetFinder(Services.Servers servers, WebSettings web) {
        this.servers = servers;
        this.web = web;
    }

    List<Snippet> all() {
        var listeners = servers.listeners();
        var all = new ArrayList<>(verify(listeners.verify().listening()));
        listeners.dovecot().ifPresent(dovecot -> all.addAll(dovecot(dovecot.listening())));
        listeners.postfix().ifPresent(postfix -> all.addAll(postfix(postfix.listening())));
        listeners.ldap().ifPresent(ldap -> all.addAll(ldap(ldap)));
        return all;
    }

    private List<Snippet> verify(Listening listening) {
        if (listening.listen().isEmpty()) {
            return List.of();
        }
        var address = reached(listening, listening.listen().getFirst()).toString();
        var example = "http://" + VERIFY_EXAMPLE;
        var ours = (listening.certificates().isEmpty() ? "http://" : "https://") + address;
        var found = new ArrayList<>(scripts(example, ours));
        found.add(new Snippet(
                        "nginx-auth",
                        "nginx: auth_request",
                        "/etc/nginx/sallyport-auth.conf",
                        "web-proxies.md",
                        Manual.shipped("nginx-web/sallyport-auth.conf"))
                .with(example, ours));
        found.add(new Snippet(
                "nginx-protect",
                "nginx: location",
                "/etc/nginx/sallyport-protect.conf",
                "web-proxies.md",
                Manual.shipped("nginx-web/sallyport-protect.conf")));
        // The mail module of nginx speaks no TLS to whom it asks.
        if (listening.certificates().isEmpty()) {
            found.add(new Snippet(
                            "nginx-mail",
                            "nginx: mail auth_http",
                            "/etc/nginx/sallyport-mail.conf",
                            "nginx-mail.md",
                            Manual.shipped("nginx-mail/sallyport-mail.conf"))
                    .with(VERIFY_EXAMPLE, address));
        }
        return found;
    }

    /// What Dovecot itself asks with.
    private static List<Snippet> scripts(String example, String ours) {
        var found = new ArrayList<Snippet>();
        for (var version : List.of("2.3", "2.4")) {
            var id = "dovecot-" + version.replace('.', '-');
            var folder = "dovecot/" + version + "/";
            var title = "Dovecot " + version;
            found.add(new Snippet(
                            id + "-lua",
                            title + ": sallyport.lua",
                            "/etc/dovecot/sallyport.lua",
                            "dovecot.md",
                            Manual.shipped(folder + "sallyport.lua"))
                    .with(example, ours));
            found.add(new Snippet(
                    id,
                    title + ": passdb",
                    "/etc/dovecot/conf.d/90-sallyport.conf",
                    "dovecot.md",
                    Manual.shipped(folder + "90-sallyport.conf")));
        }
        return found;
    }

    private List<Snippet> dovecot(Listening listening) {
        var found = new ArrayList<Snippet>();
        boolean throughAgent =
                listening.sockets().isEmpty() && !listening.certificates().isEmpty();
        if (throughAgent) {
            var server = reached(listening, listening.listen().getFirst());
            found.add(documented(
                            "agent",
                            "Postfix, Exim: agent",
                            "sh",
                            "./sallyport agent --socket /var/spool/postfix/sallyport/auth \\")
                    .with(
                            "--server tls:auth-1.example.org:8089 --server tls:auth-2.example.org:8089",
                            "--server tls:" + server));
        }
        var postfix = documented("postfix", "Postfix: SASL", "/etc/postfix/main.cf", "smtpd_sasl_type = dovecot");
        found.add(
                throughAgent
                        ? postfix.with("# or: smtpd_sasl_path = inet:127.0.0.1:8089\n", "")
                        : postfix.with(
                                "smtpd_sasl_path = sallyport/auth\n# or: smtpd_sasl_path = inet:127.0.0.1:8089\n",
                                "smtpd_sasl_path = " + forPostfix(listening, "") + "\n"));
        found.add(documented(
                "postfix-submission",
                "Postfix: submissions",
                "/etc/postfix/master.cf",
                "submissions inet n - y - - smtpd"));
        var exim = new Snippet(
                "exim",
                "Exim: authenticators",
                "/etc/exim4/conf.d/auth/",
                "exim.md",
                Manual.block("exim.md", "sallyport_plain:"));
        found.add(exim.with(
                "server_socket = 127.0.0.1 8089",
                "server_socket = "
                        + (throughAgent ? QUEUE.resolve("sallyport/auth").toString() : forExim(listening))));
        return found;
    }

    private List<Snippet> postfix(Listening listening) {
        return List.of(
                documented(
                                "postfix-policy",
                                "Postfix: check_policy_service",
                                "/etc/postfix/main.cf",
                                "sallyport_policy = check_policy_service inet:127.0.0.1:8090")
                        .with("""
                                check_policy_service inet:127.0.0.1:8090
                                # or: sallyport_policy = check_policy_service unix:sallyport/policy
                                """, "check_policy_service " + forPostfix(listening, "unix:") + "\n"),
                documented(
                        "postfix-restrictions",
                        "Postfix: restrictions",
                        "/etc/postfix/master.cf",
                        "  -o smtpd_sender_restrictions=$sallyport_policy"));
    }

    private List<Snippet> ldap(Ldap ldap) {
        var listening = ldap.listening();
        boolean fromTheFirstByte =
                listening.listen().isEmpty() && !listening.listenTls().isEmpty();
        if (listening.listen().isEmpty() && !fromTheFirstByte) {
            return List.of();
        }
        var address = reached(listening, (fromTheFirstByte ? listening.listenTls() : listening.listen()).getFirst());
        boolean startTls = !fromTheFirstByte && !listening.certificates().isEmpty();
        var location = new Snippet(
                        "apache",
                        "Apache: Location",
                        "/etc/apache2/sites-available/",
                        "apache.md",
                        Manual.block("apache.md", "<Location /wiki>"))
                .with("ldap://id.olive.example", (fromTheFirstByte ? "ldaps://" : "ldap://") + address)
                .with("dc=olive,dc=example", ldap.suffix())
                .with("Olive & Pine", UNQUOTABLE.matcher(web.organisation()).replaceAll(""));
        return List.of(
                new Snippet(
                        "apache-server",
                        "Apache: mod_ldap",
                        "/etc/apache2/conf-available/sallyport.conf",
                        "apache.md",
                        Manual.block("apache.md", "LDAPCacheEntries 0")),
                startTls ? location : location.with(" STARTTLS", ""));
    }

    private static Snippet documented(String id, String title, String file, String line) {
        return new Snippet(id, title, file, "postfix.md", Manual.block("postfix.md", line));
    }

    private String forPostfix(Listening listening, String socketPrefix) {
        if (listening.sockets().isEmpty()) {
            return "inet:" + reached(listening, listening.listen().getFirst());
        }
        var socket = listening.sockets().getFirst().path();
        // Where smtpd runs in a chroot, paths begin there.
        return socketPrefix + (socket.startsWith(QUEUE) ? QUEUE.relativize(socket) : socket);
    }

    private String forExim(Listening listening) {
        if (listening.sockets().isEmpty()) {
            var address = reached(listening, listening.listen().getFirst());
            return address.host() + " " + address.port();
        }
        return listening.sockets().getFirst().path().toString();
    }

    /// How servers reach an address: by a name of its certificate, or, where it is every address, by that of the pages.
    private ListenAddress reached(Listening listening, ListenAddress address) {
        if (address.isLoopback()) {
            return address;
        }
        var named = listening.certificates().stream()
                .flatMap(files -> Certificate.read(files.certificate()).names().stream())
                .filter(name -> !name.startsWith("*"))
                .findFirst();
        var host = named.orElseGet(
                () -> EVERYWHERE.contains(address.host()) ? web.publicUrl().getHost() : address.host());
        return new ListenAddress(host, address.port());
    }
}
