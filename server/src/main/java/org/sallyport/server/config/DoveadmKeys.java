package org.sallyport.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.sallyport.core.secret.Secret;

/// The keys of the Dovecot servers that a revocation is pushed to.
final class DoveadmKeys {
    static final Key<String> NAME = Key.required(
            "doveadm.servers[].name",
            Kinds.SERVER_NAME,
            "What pages and the audit log call a Dovecot whose connections are closed when an app password is revoked.",
            "dovecot-1");
    static final Key<URI> URL = Key.required(
            "doveadm.servers[].url", Kinds.PUBLIC_URL, "Its doveadm HTTP listener.", "https://imap.olive.example:8443");
    static final Key<Secret> API_KEY = Key.required(
            "doveadm.servers[].api-key",
            Kinds.SECRET,
            "Its `doveadm_api_key`, by reference.",
            "file:/etc/sallyport/doveadm.key");
    static final Key<Settings.Kick> KICK = Key.withDefault(
            "doveadm.servers[].kick",
            Kinds.choice(Settings.Kick.class),
            "user",
            "What it can tell apart: `user` closes all connections of the person (Dovecot 2.3), "
                    + "`app-password` those of the one app password (Dovecot 2.4 with the shipped passdb).");

    static final List<Key<?>> ALL = List.of(NAME, URL, API_KEY, KICK);

    private static final String SERVERS = "doveadm.servers";

    private DoveadmKeys() {}

    static void check(Answers answers) {
        var names = new HashMap<String, String>();
        for (int i = 0; i < answers.entries(SERVERS); i++) {
            var path = NAME.inEntry(i);
            answers.find(NAME, i).ifPresent(name -> {
                var first = names.putIfAbsent(name, path);
                if (first != null) {
                    answers.wrong(path, "needs a name of its own, found \"" + name + "\" as in " + first);
                }
            });
        }
    }

    /// Only after [#check] and without any problem.
    static List<Settings.Doveadm> settings(Answers answers) {
        var servers = new ArrayList<Settings.Doveadm>();
        for (int i = 0; i < answers.entries(SERVERS); i++) {
            servers.add(new Settings.Doveadm(
                    answers.find(NAME, i).orElseThrow(),
                    answers.find(URL, i).orElseThrow(),
                    answers.find(API_KEY, i).orElseThrow(),
                    answers.find(KICK, i).orElseThrow()));
        }
        return servers;
    }
}
