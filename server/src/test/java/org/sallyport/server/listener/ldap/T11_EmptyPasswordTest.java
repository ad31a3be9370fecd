package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.ByHeart;

/// T11: a bind with a name and without a password must not succeed (RFC 4513 section 5.1.2), however nothing is
/// written.
class T11_EmptyPasswordTest {
    private static final List<String> INVISIBLE = List.of(
            "\0",
            " ",
            "\t",
            "\n",
            "\r",
            "\u000b",
            "\f",
            "\u001f",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u034f",
            "\u061c",
            "\u115f",
            "\u1160",
            "\u1680",
            "\u180e",
            "\u2000",
            "\u2003",
            "\u200b",
            "\u200c",
            "\u200d",
            "\u200e",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u202f",
            "\u205f",
            "\u2060",
            "\u2063",
            "\u2800",
            "\u3000",
            "\u3164",
            "\ufe0f",
            "\ufeff",
            "\uffa0",
            "\udb40\udc20");

    @Test
    void T11_twoHundredWritingsOfNothingNeverSucceed() throws LDAPException {
        var variants = variants();
        assertThat(variants).hasSizeGreaterThanOrEqualTo(200);
        try (var ldap = new OliveLdap()) {
            // Whoever is asked at all has succeeded.
            ByHeart accepts = _ -> new Verdict.Accepted(AccountId.fresh(), new Username("eleni"), Optional.empty());
            ldap.verifier = accepts;
            try (var client = ldap.client()) {
                for (var password : variants) {
                    for (var name : List.of(ELENI, "eleni@olive.example", SERVICE, "x")) {
                        assertThat(OliveLdap.bind(client, name, password))
                                .as(
                                        "%s with %s",
                                        name,
                                        password.codePoints()
                                                .mapToObj(Integer::toHexString)
                                                .toList())
                                .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
                        assertThat(BindTest.whoAmI(client)).isEmpty();
                    }
                }
                assertThat(OliveLdap.bind(client, ELENI, "x")).isEqualTo(ResultCode.SUCCESS);
            }
        }
    }

    @Test
    void T11_aPasswordWithoutANameIsNoName() throws LDAPException {
        try (var ldap = new OliveLdap();
                var client = ldap.client()) {
            assertThat(OliveLdap.bind(client, "", "x")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(OliveLdap.bind(client, "", " ")).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
            assertThat(OliveLdap.bind(client, "", "")).isEqualTo(ResultCode.SUCCESS);
            assertThat(BindTest.whoAmI(client)).isEmpty();
            assertThat(OliveLdap.bind(client, "uid=,ou=people," + SUFFIX, "x"))
                    .isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    private static List<String> variants() {
        var variants = new LinkedHashSet<String>();
        variants.add("");
        for (var one : INVISIBLE) {
            variants.add(one);
            variants.add(one.repeat(2));
            variants.add(one.repeat(24));
            variants.add(" " + one);
            variants.add(one + "\0");
            variants.add("\u200b" + one + "\t");
        }
        return new ArrayList<>(variants);
    }
}
