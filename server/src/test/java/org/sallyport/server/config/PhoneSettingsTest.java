package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Network;
import org.sallyport.core.policy.MailboxCodes;

class PhoneSettingsTest {
    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    @Test
    void nothingIsSentUnlessItIsAskedFor() {
        var ways = valid(SMALLEST).ways();

        assertThat(ways.phone()).isEmpty();
        assertThat(ways.mailboxCodes()).isEqualTo(MailboxCodes.never());
    }

    @Test
    void everyKeyOfTwilioMaps() {
        var phone = phone("""
                phone:
                  provider: twilio
                  countries: [GR, CY]
                  unanswered-in-range: 7
                  per-day: 70
                  networks: 10.20.0.0/16
                  twilio: {url: "http://localhost:9999", account: AC123, token: env:TOKEN, from: "+302101234567", calls: yes}
                """);

        assertThat(phone.countries()).containsExactly("GR", "CY");
        assertThat(phone.unansweredInRange()).isEqualTo(7);
        assertThat(phone.perDay()).isEqualTo(70);
        assertThat(phone.networks())
                .containsExactly(Network.parse("10.20.0.0/16").orElseThrow());
        assertThat(phone.provider()).isInstanceOfSatisfying(Phone.Provider.Twilio.class, twilio -> {
            assertThat(twilio.url()).isEqualTo(URI.create("http://localhost:9999"));
            assertThat(twilio.account()).isEqualTo("AC123");
            assertThat(twilio.token().reveal()).isEqualTo("sesame");
            assertThat(twilio.from()).isEqualTo("+302101234567");
            assertThat(twilio.calls()).isTrue();
        });
    }

    @Test
    void theLimitsOfPhoneAreTheseUnlessTheyAreSet() {
        var phone = phone("""
                phone:
                  provider: twilio
                  countries: GR
                  twilio: {account: AC123, token: env:TOKEN, from: Olive}
                """);

        assertThat(phone.unansweredInRange()).isEqualTo(15);
        assertThat(phone.perDay()).isEqualTo(500);
        assertThat(phone.networks()).isEmpty();
        assertThat(phone.provider()).isInstanceOfSatisfying(Phone.Provider.Twilio.class, twilio -> {
            assertThat(twilio.url()).isEqualTo(URI.create("https://api.twilio.com"));
            assertThat(twilio.calls()).isFalse();
        });
    }

    @Test
    void everyKeyOfHttpsMaps() {
        var phone = phone("""
                phone:
                  provider: https
                  countries: GR
                  https:
                    url: https://sms.example/api/send?v=2
                    content: form
                    body: to={digits}&text={text}
                    call-body: to={digits}&say={text}
                    headers:
                      - {name: X-Key, value: env:TOKEN}
                """);

        assertThat(phone.provider()).isInstanceOfSatisfying(Phone.Provider.Https.class, https -> {
            assertThat(https.url()).isEqualTo(URI.create("https://sms.example/api/send?v=2"));
            assertThat(https.contentType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(https.body()).isEqualTo("to={digits}&text={text}");
            assertThat(https.callBody()).contains("to={digits}&say={text}");
            assertThat(https.headers()).extracting(Phone.Header::name).isEqualTo(List.of("X-Key"));
        });
    }

    @Test
    void everyKeyOfSmppMapsAndItsPortFollowsItsSecurity() {
        var yaml = """
                phone:
                  provider: smpp
                  countries: GR
                  smpp: {host: smpp.example, system-id: olive, password: env:TOKEN, system-type: OTP, from: Olive}
                """;

        assertThat(phone(yaml).provider()).isInstanceOfSatisfying(Phone.Provider.Smpp.class, smpp -> {
            assertThat(smpp.host()).isEqualTo("smpp.example");
            assertThat(smpp.tls()).isTrue();
            assertThat(smpp.port()).isEqualTo(3550);
            assertThat(smpp.systemId()).isEqualTo("olive");
            assertThat(smpp.systemType()).isEqualTo("OTP");
        });
        assertThat(phone(yaml.replace("from: Olive", "from: Olive, tls: no")).provider())
                .isInstanceOfSatisfying(
                        Phone.Provider.Smpp.class,
                        smpp -> assertThat(smpp.port()).isEqualTo(2775));
    }

    @Test
    void T06_codesByMailGoToNoMailboxOfOnesOwn() {
        var rule = valid(SMALLEST + """
                policy:
                  mailbox-codes: yes
                  mail-domains: [olive.example, πεύκο.example]
                """).ways().mailboxCodes();

        assertThat(rule.allowed()).isTrue();
        assertThat(rule.isServed(new EmailAddress("eleni@mail.olive.example"))).isTrue();
        assertThat(rule.isServed(new EmailAddress("eleni@ΠΕΎΚΟ.example"))).isTrue();
        assertThat(rule.isServed(new EmailAddress("eleni@notolive.example"))).isFalse();
    }

    @Test
    void noSecretIsPrinted() {
        var phone = phone("""
                phone:
                  provider: https
                  countries: GR
                  https:
                    url: https://sms.example/
                    body: '{"to": "{number}", "text": "{text}"}'
                    headers:
                      - {name: Authorization, value: env:TOKEN}
                """);

        assertThat(phone.toString()).contains("Authorization").doesNotContain("sesame");
    }

    private static Phone phone(String yaml) {
        return valid(SMALLEST + yaml).ways().phone().orElseThrow();
    }

    private static Settings valid(String yaml) {
        var outcome = SettingsFile.parse(yaml, new Surroundings(Path.of("/nowhere"), Map.of("TOKEN", "sesame")));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome).settings();
    }
}
