package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.springframework.web.util.HtmlUtils;

/// Configuration of servers that ask, to be copied from the page.
class SnippetPagesTest {
    private static final String PATH = "/admin/servers/set-up";

    private final RunningWeb web = RunningWeb.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        web.close();
    }

    private String page() {
        return web.inside("maria", Role.ADMIN).browser().get(PATH).page();
    }

    private static String snippet(String page, String id) {
        var found = Pattern.compile("(?s)<code id=\"" + id + "\">(.*?)</code>").matcher(page);
        assertThat(found.find()).as("the snippet %s", id).isTrue();
        return HtmlUtils.htmlUnescape(found.group(1));
    }

    @ParameterizedTest
    @CsvSource({
        "dovecot-2-3-lua, dovecot/2.3/sallyport.lua",
        "dovecot-2-3, dovecot/2.3/90-sallyport.conf",
        "dovecot-2-4-lua, dovecot/2.4/sallyport.lua",
        "dovecot-2-4, dovecot/2.4/90-sallyport.conf",
        "nginx-auth, nginx-web/sallyport-auth.conf",
        "nginx-protect, nginx-web/sallyport-protect.conf",
        "nginx-mail, nginx-mail/sallyport-mail.conf"
    })
    void whereItListensAtTheUsualAddressThePageShowsTheFileThatIsShippedAndTested(String id, String file)
            throws IOException {
        assertThat(snippet(page(), id)).isEqualTo(Files.readString(Path.of("..", "integrations", file)));
    }

    @Test
    void theAddressesAreThoseOfThisInstallation() throws Exception {
        var certificate = folder.resolve("olive.pem");
        PemFiles.write(new CertificateFiles(certificate, folder.resolve("key.pem")), "id.olive.example");
        web.listenAt(Connected.everything(certificate));
        var page = page();

        assertThat(snippet(page, "dovecot-2-3-lua")).contains("local url = \"https://id.olive.example:8081/verify\"");
        assertThat(snippet(page, "nginx-auth"))
                .contains("proxy_pass https://id.olive.example:8081/forward-auth/http;")
                .doesNotContain("127.0.0.1");
        assertThat(snippet(page, "postfix")).isEqualTo("""
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = inet:127.0.0.1:8089
                smtpd_sasl_security_options = noanonymous
                smtpd_tls_auth_only = yes
                """);
        assertThat(snippet(page, "postfix-policy"))
                .startsWith("sallyport_policy = check_policy_service inet:127.0.0.1:8090\nsmtpd_policy_service_");
        assertThat(snippet(page, "exim")).contains("\n  server_socket = 127.0.0.1 8089\n");
        assertThat(snippet(page, "apache"))
                .contains("\"ldap://127.0.0.1:389/ou=web,dc=olive,dc=example?uid,mail")
                .doesNotContain("STARTTLS");
    }

    @Test
    void nginxAsksForMailWhereItCanAndNowhereElse() {
        assertThat(page()).contains("id=\"nginx-mail\"");

        web.listenAt(Connected.everything(folder.resolve("olive.pem")));

        assertThat(web.inside("petros", Role.AUDITOR).browser().get(PATH).page())
                .contains("id=\"nginx-auth\"")
                .doesNotContain("id=\"nginx-mail\"");
    }

    @Test
    void noSecretIsAmongThem() {
        web.listenAt(Connected.everything(folder.resolve("olive.pem")));

        assertThat(page()).doesNotContain(Connected.TOKEN, Connected.PASSWORD, "the-key-of-doveadm");
    }

    @Test
    void aListenerThatIsOffHasNone() {
        assertThat(page()).doesNotContain("id=\"postfix\"", "id=\"exim\"", "id=\"apache\"", "id=\"agent\"");
    }

    @Test
    void whoeverMayNotSeeServersDoesNotSeeThese() {
        assertThat(web.inside("petros", Role.HELP_DESK).browser().get(PATH).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everythingHasWords(String language) {
        web.listenAt(Connected.everything(folder.resolve("olive.pem")));
        var maria = web.inside("maria", Role.ADMIN);
        web.speak(maria.account(), language);

        assertThat(maria.browser().get(PATH).page()).doesNotContain("servers.set-up", "??");
    }
}
