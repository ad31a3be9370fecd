package org.sallyport.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyKeysTest {
    /// Every value of a key, or some of its numbers.
    private static List<String> values(PolicyKey<?> key) {
        if (!key.choices().isEmpty()) {
            return key.choices();
        }
        if (key.code().endsWith("networks")) {
            return List.of("any", "none", "10.0.0.0/8", "10.1.0.0/16, 2001:db8:0:0:0:0:0:0/32", "192.0.2.7/32");
        }
        if (key.form() == PolicyKey.Form.LIST) {
            return List.of("any", "none", "olive.example", "elm.example, olive.example", "mail.olive.example");
        }
        var numbers = new ArrayList<String>();
        for (int number : new int[] {key.least(), key.least() + 1, key.most() / 2, key.most()}) {
            numbers.add(Integer.toString(number));
        }
        return numbers;
    }

    @Test
    void everyKeyReadsWhatItWritesAndPutsItIntoAPolicy() {
        var standard = Policy.of(Limits.standard());
        for (var key : PolicyKeys.ALL) {
            assertThat(PolicyKeys.find(key.code())).contains(key);
            for (var value : values(key)) {
                assertThat(key.read(value)).as(key.code()).contains(value);
                assertThat(key.of(key.into(standard, value))).as(key.code()).isEqualTo(value);
            }
        }
    }

    @Test
    void aKeyPutsInNothingButItsOwn() {
        var standard = Policy.of(Limits.standard());
        for (var key : PolicyKeys.ALL) {
            var changed = key.into(standard, values(key).getLast());
            assertThat(PolicyKeys.ALL)
                    .filteredOn(other -> other != key)
                    .allSatisfy(other -> assertThat(other.of(changed)).isEqualTo(other.of(standard)));
        }
    }

    @Test
    void nothingElseIsAValue() {
        for (var key : PolicyKeys.ALL) {
            assertThat(List.of("", " ", "-1", "1.5", "yes", "999999999", "99999999999"))
                    .allSatisfy(
                            text -> assertThat(key.read(text)).as(key.code()).isEmpty());
        }
    }

    @Test
    void whichIsStricterHangsOnNoOrder() {
        for (var key : PolicyKeys.ALL) {
            for (var one : values(key)) {
                assertThat(key.stricter(one, one)).isEqualTo(one);
                for (var other : values(key)) {
                    assertThat(key.stricter(one, other)).isEqualTo(key.stricter(other, one));
                    for (var third : values(key)) {
                        assertThat(key.stricter(key.stricter(one, other), third))
                                .isEqualTo(key.stricter(one, key.stricter(other, third)));
                    }
                }
            }
        }
    }

    @Test
    void theStricterValueIsTheOneThatOpensLess() {
        assertThat(stricter("account-password-in-apps", "by-mfa-state", "never"))
                .isEqualTo("never");
        assertThat(stricter("grace-days", "0", "14")).isEqualTo("0");
        assertThat(stricter("missing-contact", "ask", "refuse")).isEqualTo("refuse");
        assertThat(stricter("app-passwords", "allowed", "not-allowed")).isEqualTo("not-allowed");
        assertThat(stricter("app-password-delay", "none", "target")).isEqualTo("target");
        assertThat(stricter("app-password-length", "16", "24")).isEqualTo("24");
        assertThat(stricter("app-passwords-per-account", "40", "5")).isEqualTo("5");
        assertThat(stricter("app-passwords-unused-die-after", "0", "15")).isEqualTo("15");
        assertThat(stricter("app-passwords-unused-die-after", "60", "15")).isEqualTo("15");
        assertThat(stricter("app-passwords-bind-on-first-use", "protocol", "network"))
                .isEqualTo("both");
        assertThat(stricter("password-changed", "keep", "revoke")).isEqualTo("revoke");
        assertThat(stricter("password-length", "15", "20")).isEqualTo("20");
        assertThat(stricter("password-blocklist", "on", "off")).isEqualTo("on");
        assertThat(stricter("methods", "no-telephone", "passkeys")).isEqualTo("passkeys");
        assertThat(stricter("contact-mailbox", "another", "any")).isEqualTo("another");
        assertThat(stricter("contact-domains", "any", "olive.example")).isEqualTo("olive.example");
        assertThat(stricter("contact-domains", "elm.example, olive.example", "pine.example, mail.olive.example"))
                .isEqualTo("mail.olive.example");
        assertThat(stricter("contact-domains", "elm.example", "pine.example")).isEqualTo("none");
        assertThat(stricter("app-passwords-usual-days", "0", "30")).isEqualTo("30");
        assertThat(stricter("app-passwords-longest-days", "90", "30")).isEqualTo("30");
        assertThat(stricter("app-passwords-sleep-after-days", "0", "30")).isEqualTo("30");
        assertThat(stricter("app-passwords-end-after-days", "365", "30")).isEqualTo("30");
        assertThat(stricter("app-passwords-open-web", "allowed", "not-allowed")).isEqualTo("not-allowed");
        assertThat(stricter("remember-device-days", "0", "30")).isEqualTo("0");
        assertThat(stricter("remember-device-networks", "10.0.0.0/8", "any")).isEqualTo("10.0.0.0/8");
        assertThat(stricter("remember-device-networks", "10.0.0.0/8, 192.0.2.0/24", "10.1.0.0/16"))
                .isEqualTo("10.1.0.0/16");
        assertThat(stricter("close-account", "by-person", "off")).isEqualTo("off");
    }

    @Test
    void aListIsReadHoweverItIsWrittenAndSaysWhichWordIsNone() {
        var domains = PolicyKeys.find("contact-domains").orElseThrow();

        assertThat(domains.read(" Olive.example;elm.example,  mail.olive.example "))
                .contains("elm.example, olive.example");
        assertThat(domains.read("any elm.example")).isEmpty();
        assertThat(domains.read("elm.example olive@example")).isEmpty();
        assertThat(domains.wrong("elm.example olive@example")).contains("olive@example");
        assertThat(domains.read("a".repeat(64) + ".example")).isEmpty();
        assertThat(domains.read("elm.example ".repeat(101))).isEmpty();
    }

    @Test
    void aNetworkIsAWholeAddressOfEitherKindWithAPrefixThatFits() {
        var networks = PolicyKeys.find("remember-device-networks").orElseThrow();

        assertThat(networks.read("192.0.2.7/24 2001:DB8::/32 192.0.2.99"))
                .contains("192.0.2.0/24, 2001:db8:0:0:0:0:0:0/32");
        for (var wrong :
                List.of("10.1", "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/", "office", "fe80::1%eth0", "1.2.3.400")) {
            assertThat(networks.read(wrong)).as(wrong).isEmpty();
            assertThat(networks.wrong("10.0.0.0/8 " + wrong)).contains(wrong);
        }
    }

    private static String stricter(String code, String one, String other) {
        return PolicyKeys.find(code).orElseThrow().stricter(one, other);
    }
}
