package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;

/// T10: a user name that steers a filter or a name. What comes of it is exactly the person of that name, or nobody.
class T10_InjectionTest {
    private static final List<String> STEERING = List.of(
            "*",
            "e*",
            "*)(uid=*",
            "*)(|(uid=*",
            "eleni@olive.example)(objectClass=*",
            "eleni@olive.example)(&(|",
            "\\2a",
            "\\65leni@olive.example",
            "eleni@olive.example\0",
            "eleni@olive.example,ou=people," + SUFFIX,
            "eleni@olive.example+cn=x",
            "eleni@olive.example\\",
            "\"eleni@olive.example\"",
            "#04",
            "eleni@olive.example#",
            "(&(uid=eleni@olive.example))",
            "ｅｌｅｎｉ＊@olive.example",
            "eleni@olive.example\u200b",
            "eleni@olive.example\n",
            "../eleni@olive.example");

    private final OliveLdap ldap = new OliveLdap();

    @AfterEach
    void close() {
        ldap.close();
    }

    @Test
    void T10_aSteeringNameIsALiteralNameInEveryPlaceWhereItCanStand() throws LDAPException {
        var password = ldap.appPassword(ldap.eleni, Protocol.HTTP);
        try (var client = ldap.service()) {
            for (var name : allNames()) {
                var filter = Filter.createEqualityFilter("uid", name);
                assertThat(client.search("ou=people," + SUFFIX, SearchScope.SUB, filter, "1.1")
                                .getSearchEntries())
                        .as("%s", filter)
                        .isEmpty();
                var dn = new DN(new RDN("uid", name), new DN("ou=people," + SUFFIX)).toString();
                assertThat(OliveLdap.bind(client, dn, password)).as(dn).isEqualTo(ResultCode.INVALID_CREDENTIALS);
                // Whoever tries so many names has to wait, which is not what is looked at here.
                ldap.olive.clock.forward(Duration.ofMinutes(20));
                client.bind(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD);
                assertThat(client.getEntry(dn)).as(dn).isNull();
            }
        }
    }

    /// The list above, and every byte at the beginning, within and at the end of a name. A blank at either end of a
    /// value means nothing in LDAP (RFC 4518 section 2.6.1), and the case of a letter neither.
    private static List<String> allNames() {
        var names = new ArrayList<>(STEERING);
        for (int b = 0; b < 256; b++) {
            var character = new String(new byte[] {(byte) b}, StandardCharsets.ISO_8859_1);
            names.add("e" + character + "leni@olive.example");
            if (b != ' ') {
                names.add(character + "eleni@olive.example");
                names.add("eleni@olive.example" + character);
            }
        }
        return names;
    }

    @Test
    void T10_aNameWithSignsOfTheGrammarIsFoundAsItselfAlone() throws LDAPException {
        var names = List.of("o'neill(1)*@olive.example", "a,b=c+d@olive.example", "back\\slash@olive.example");
        names.forEach(name -> ldap.add(name, "Somebody"));
        try (var client = ldap.service()) {
            for (var name : names) {
                var filter = Filter.createEqualityFilter("uid", name);
                assertThat(client.search("ou=people," + SUFFIX, SearchScope.SUB, filter)
                                .getSearchEntries())
                        .extracting(entry -> entry.getAttributeValue("uid"))
                        .containsExactly(name);
            }
            assertThat(client.search("ou=people," + SUFFIX, SearchScope.SUB, "(uid=*)")
                            .getSearchEntries())
                    .extracting(SearchResultEntry::getDN)
                    .hasSize(5);
        }
    }
}
