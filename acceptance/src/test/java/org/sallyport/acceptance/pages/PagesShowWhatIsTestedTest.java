package org.sallyport.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An operator copies from a page what a test has run: the same settings in the same order, with their own values where
/// the file has places to be filled in.
final class PagesShowWhatIsTestedTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")));
    private static final Pattern MARK = Pattern.compile("(?m)^(#|--) What an operator adds\\.\n");
    private static final Pattern REMARK = Pattern.compile("#.*|--.*");
    // An address of this machine with a port stands for a host of the operator's.
    private static final Pattern PLACE = Pattern.compile("(127\\.0\\.0\\.1[: ])?@[A-Z0-9_]+@");

    @ParameterizedTest
    @CsvSource({
        "chasquid/chasquid.conf, chasquid.md",
        "dovecot/dovecot.conf, dovecot.md",
        "dovecot-ldap/90-sallyport.conf, dovecot-ldap.md",
        "dovecot-ldap/dovecot-ldap.conf.ext, dovecot-ldap.md",
        "exim/exim.conf, exim.md",
        "freeradius-ldap/sallyport-ldap, ldap-others.md",
        "freeradius-ldap/sallyport-ldap-policy, ldap-others.md",
        "nslcd/nslcd.conf, unix.md",
        "nslcd/nsswitch.conf, unix.md",
        "nslcd-binds/nslcd.conf, unix.md",
        "nslcd-binds/stall, unix.md",
        "pam/sallyport-pam.conf, pam.md",
        "pam/stall, pam.md",
        "postfix/main.cf, postfix.md",
        "postfix-ldap/recipients.cf, ldap-others.md",
        "prosody/prosody.cfg.lua, chasquid.md",
        "rsyslog/rsyslog.conf, rsyslog.md",
        "saslauthd/saslauthd.conf, saslauthd.md",
        "sssd/nsswitch.conf, unix.md",
        "sssd/sssd.conf, unix.md",
        "sssd-binds/sssd.conf, unix.md",
        "sssd-binds/stall, unix.md",
        "unix/stall, unix.md"
    })
    void aPageHoldsEverySettingOfTheFileThatIsRun(String file, String page) throws IOException {
        var settings =
                settings(Files.readString(ROOT.resolve("acceptance/peers").resolve(file)));
        var shown = Files.readString(ROOT.resolve("docs/integrations").resolve(page));

        assertThat(settings).isNotEmpty();
        // Between two settings a page may have others and remarks, but no other block.
        var asShown = settings.stream()
                .map(PagesShowWhatIsTestedTest::anyValues)
                .collect(Collectors.joining("\\h*\\n(?:(?!```).*\\n)*?\\h*", "(?m)^\\h*", "\\h*$"));
        assertThat(Pattern.compile(asShown).matcher(shown).find())
                .as("%s in this order:%n%s", page, String.join("\n", settings))
                .isTrue();
    }

    /// The lines of an operator: all, or those between the mark and the next empty line.
    private static List<String> settings(String text) {
        var mark = MARK.matcher(text);
        var theirs = mark.find() ? text.substring(mark.end()).split("\n\n", 2)[0] : text;
        return Arrays.stream(theirs.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !REMARK.matcher(line).matches())
                .toList();
    }

    private static String anyValues(String setting) {
        return Arrays.stream(PLACE.split(setting, -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
    }
}
