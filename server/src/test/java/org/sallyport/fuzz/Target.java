package org.sallyport.fuzz;

import org.sallyport.server.config.SettingsFuzz;
import org.sallyport.server.listener.EntranceFuzz;
import org.sallyport.server.listener.dovecot.SignInsFuzz;
import org.sallyport.server.listener.http.HttpFuzz;
import org.sallyport.server.listener.ldap.LdapFuzz;
import org.sallyport.server.listener.postfix.PostfixFuzz;

/// What is fuzzed.
enum Target {
    /// User names, secrets and addresses as people and servers type them.
    NAMES(NamesFuzz.class, "fuzz/names", 512),
    /// Tables of people, as files.
    TABLES(TablesFuzz.class, "fuzz/tables", 1024),
    /// Commands and answers of the Dovecot authentication protocol.
    DOVECOT(DovecotFuzz.class, "fuzz/dovecot", 2048),
    /// Whole conversations of that protocol, with the SASL mechanisms in them.
    SIGN_INS(SignInsFuzz.class, "fuzz/dovecot", 2048),
    /// PROXY headers, and the first record of TLS.
    ENTRANCE(EntranceFuzz.class, "fuzz/entrance", 512),
    /// Requests of LDAP, with their filters, names, controls and cookies.
    LDAP(LdapFuzz.class, "fuzz/ldap", 2048),
    /// Requests to the port for connected servers, by every route.
    HTTP(HttpFuzz.class, "fuzz/http", 4096),
    /// Requests of Postfix's policy protocol.
    POSTFIX(PostfixFuzz.class, "fuzz/postfix", 2048),
    /// The configuration file. Strangers do not write it, and reading one takes as long as reading a hundred requests:
    /// it gets a tenth of the inputs.
    SETTINGS(SettingsFuzz.class, "resources/badconfigs", 4096);

    private final Class<?> type;
    private final String seeds;
    private final int longest;

    /// @param seeds a folder with inputs to begin with, below `server/src/test`
    /// @param longest bytes of an input
    Target(Class<?> type, String seeds, int longest) {
        this.type = type;
        this.seeds = seeds;
        this.longest = longest;
    }

    Class<?> type() {
        return type;
    }

    String seeds() {
        return seeds;
    }

    /// @param others how many inputs a target gets that strangers write
    int inputs(int others) {
        return this == SETTINGS ? Math.max(1, others / 10) : others;
    }

    int longest() {
        return longest;
    }
}
