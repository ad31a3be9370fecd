package org.sallyport.server.web.admin.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sallyport.core.asking.ServerStanding;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;
import org.springframework.stereotype.Component;

/// Finds the listeners that are on, what the configuration says of each, and who asks through it.
@Component
class ListenerFinder {
    static final String VERIFY = "verify";
    static final String DOVECOT = "dovecot";
    static final String POSTFIX = "postfix";
    static final String LDAP = "ldap";
    private static final List<String> ALL = List.of(VERIFY, DOVECOT, POSTFIX, LDAP);

    private final Services.Servers servers;

    ListenerFinder(Services.Servers servers) {
        this.servers = servers;
    }

    /// Those that are on, in the order of the manual.
    List<ListenerRow> on() {
        var standings = servers.notes().all();
        return listening().entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue(), standings))
                .toList();
    }

    /// The codes of those that are off.
    List<String> off() {
        var on = listening().keySet();
        return ALL.stream().filter(code -> !on.contains(code)).toList();
    }

    /// The certificates of each listener that is on.
    Map<String, List<Certificate>> certificates() {
        var certificates = new LinkedHashMap<String, List<Certificate>>();
        listening().forEach((code, listening) -> certificates.put(code, certificates(listening)));
        return certificates;
    }

    private Map<String, Listening> listening() {
        var listeners = servers.listeners();
        var on = new LinkedHashMap<String, Listening>();
        on.put(VERIFY, listeners.verify().listening());
        listeners.dovecot().ifPresent(dovecot -> on.put(DOVECOT, dovecot.listening()));
        listeners.postfix().ifPresent(postfix -> on.put(POSTFIX, postfix.listening()));
        listeners.ldap().ifPresent(ldap -> on.put(LDAP, ldap.listening()));
        return on;
    }

    private ListenerRow row(String code, Listening listening, List<ServerStanding> standings) {
        var here = standings.stream()
                .filter(one -> one.server().listener().equals(code))
                .toList();
        var named = named(code);
        var names = new TreeSet<>(named.keySet());
        here.stream().map(one -> one.server().name()).forEach(names::add);
        var askers = new ArrayList<AskerRow>();
        for (var name : names) {
            if (!name.isEmpty()) {
                var from = here.stream()
                        .filter(one -> one.server().name().equals(name))
                        .toList();
                askers.add(new AskerRow(name, named.getOrDefault(name, AskerRow.Proof.GONE), from));
            }
        }
        var strangers = new AskerRow(
                        "",
                        AskerRow.Proof.NONE,
                        here.stream().filter(one -> one.server().isStranger()).toList())
                .from();
        return new ListenerRow(code, listening, certificates(listening), askers, strangers);
    }

    private static List<Certificate> certificates(Listening listening) {
        return listening.certificates().stream()
                .map(Settings.Tls::certificate)
                .map(Certificate::read)
                .toList();
    }

    /// Whom the configuration names, and how each shows who it is.
    private Map<String, AskerRow.Proof> named(String code) {
        var listeners = servers.listeners();
        var named = new LinkedHashMap<String, AskerRow.Proof>();
        switch (code) {
            case VERIFY ->
                listeners.verify().servers().forEach(server -> named.put(server.name(), AskerRow.Proof.TOKEN));
            case DOVECOT -> listeners.dovecot().ifPresent(dovecot -> named.put(dovecot.asker(), AskerRow.Proof.NONE));
            case POSTFIX -> listeners.postfix().ifPresent(postfix -> named.put(postfix.asker(), AskerRow.Proof.NONE));
            default ->
                listeners.ldap().ifPresent(ldap -> {
                    named.put(Ldap.NO_SERVICE, AskerRow.Proof.NONE);
                    ldap.services().forEach(service -> named.put(service.name(), proof(service)));
                });
        }
        return named;
    }

    private static AskerRow.Proof proof(Ldap.Service service) {
        if (service.password().isPresent()) {
            return AskerRow.Proof.PASSWORD;
        }
        return service.account().isPresent() ? AskerRow.Proof.APP_PASSWORD : AskerRow.Proof.NONE;
    }
}
