package org.sallyport.server.main;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What a demo tells scripts, as `demo.json`; docs/demo.md explains every key.
record DemoDescription(
        Pages web, Door verify, Port dovecot, Port postfix, Ldap ldap, Folders folders, List<Person> accounts) {

    DemoDescription {
        accounts = List.copyOf(accounts);
    }

    record Pages(String url, int port) {}

    /// @param token that servers send as `Authorization: Bearer`, or as `X-Sallyport-Token` to forward-auth
    record Door(
            String url,
            int port,
            String token,
            @JsonProperty("forward-auth") String forwardAuth,
            @JsonProperty("nginx-mail") String nginxMail,
            String radius) {
        @Override
        public String toString() {
            return "Door[" + url + ", hidden]";
        }
    }

    /// Where a protocol is spoken that has no addresses of its own.
    record Port(String host, int port) {}

    /// @param bindName under which the demo's own program may search, with the password
    /// @param certificate the file of the certificate that signs itself
    record Ldap(
            String url,
            @JsonProperty("tls-url") String tlsUrl,
            String suffix,
            @JsonProperty("bind-name") String bindName,
            String password,
            String certificate) {
        @Override
        public String toString() {
            return "Ldap[" + url + ", hidden]";
        }
    }

    record Folders(
            String data,
            String outbox,
            @JsonProperty("configuration") String configuration) {}

    /// @param contact the address on record; empty where there is none
    /// @param mfa `required` or `not-required`, as the demo set it up
    record Person(
            @JsonProperty("user") String user,
            @JsonProperty("display-name") String displayName,
            String role,
            String password,
            String language,
            String contact,
            String mfa) {
        @Override
        public String toString() {
            return "Person[" + user + ", hidden]";
        }
    }
}
