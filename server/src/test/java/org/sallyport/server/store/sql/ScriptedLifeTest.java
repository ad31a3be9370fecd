package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Base32;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.signin.KnownDevice;
import org.sallyport.server.directory.local.Argon2Hasher;

/// T01: somebody who gets hold of the database.
class ScriptedLifeTest {
    private static final String PASSWORD = "olives ripen in november";
    private static final String CONTACT = "eleni.at.home@pine.example";

    @TempDir
    Path folder;

    private final List<byte[]> secrets = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();

    @Test
    void T01_dbHasNoSecret() throws IOException {
        try (var store = SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow())) {
            live(new Organisation(store, Fixtures.keyset(), Limits.standard()));
            assertNothingOnDisk();
        }
    }

    private void live(Organisation olive) {
        var eleni = account(olive);
        olive.requireMfa(eleni);
        var wizard = olive.enrollments;
        wizard.begin(eleni.id());
        wizard.authenticatorApp().choose(eleni.id());
        byte[] key = keyOf(wizard.authenticatorApp()
                .showKey(eleni.id(), "Olive & Pine")
                .orElseThrow()
                .otpauth()
                .getQuery());
        secrets.add(key);
        var code = olive.codeFor(key);
        codes.add(code);
        wizard.authenticatorApp().prove(eleni.id(), new TypedCode(code));
        wizard.sendCode(eleni.id(), Source.UNKNOWN);
        codes.add(olive.codeSent());
        wizard.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));
        var issued = (Issuing.Issued) wizard.finish(eleni.id(), new Label("First"), Scope.mail(), olive.clock.instant())
                .orElseThrow();
        use(olive, issued.secret());
        use(olive, olive.issue(eleni, Scope.everything()).secret());
        remember(olive.onboardingCodes.make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator()));
        browse(olive, eleni);
        rememberDevice(olive, eleni);
        changePassword(olive, eleni);
        recover(olive, eleni);
    }

    private void rememberDevice(Organisation olive, Account eleni) {
        var upkeep = new Limits.Upkeep(Limits.PasswordChanged.KEEP, Duration.ofDays(30), Limits.CloseAccount.OFF);
        var devices = new DeviceMemory(
                olive.store,
                olive.keyset,
                olive.generator,
                new Policies(olive.store, Limits.standard().with(upkeep), olive.clock),
                olive.clock);
        var seen = new KnownDevice.Seen(Source.UNKNOWN, ClientName.of("Firefox (Linux)"));
        var set = olive.store.transact(books ->
                CredentialsBook.in(books).find(eleni.id()).orElseThrow().passwordChanged());
        var first = devices.remember(eleni.id(), set, seen).orElseThrow();
        remember(first);
        remember(devices.recognise(eleni.id(), set, first, seen).orElseThrow());
    }

    private void recover(Organisation olive, Account eleni) {
        var hasher = new Argon2Hasher(olive.keyset, olive.generator);
        var sheets = new RecoveryCodes(olive.store, olive.mfa, hasher, olive.generator, olive.clock);
        var sheet = (Sheet.Made) sheets.make(eleni.id(), olive.clock.instant(), _ -> true);
        sheet.codes().forEach(this::remember);
    }

    private void changePassword(Organisation olive, Account eleni) {
        var next = Secret.of("olives are pressed in december");
        remember(next);
        var hasher = new Argon2Hasher(olive.keyset, olive.generator);
        new LocalAccounts(olive.store, olive.mfa, hasher, Blocklist.NONE, olive.generator, olive.clock)
                .setPassword(eleni.id(), next, new Actor.Operator(), (books, owner, now) -> {
                    olive.appPasswords.putAllToSleep(books, owner.id(), new Actor.Operator(), now);
                });
        olive.verify("eleni@olive.example", PASSWORD, Protocol.IMAP);
        olive.verify("a password in the field for the name", PASSWORD, Protocol.IMAP);
        secrets.add("a password in the field for the name".getBytes(UTF_8));
        olive.notes.flush();
        olive.exchange.run();
    }

    private Account account(Organisation olive) {
        secrets.add(PASSWORD.getBytes(UTF_8));
        secrets.add(CONTACT.getBytes(UTF_8));
        var hasher = new Argon2Hasher(olive.keyset, olive.generator);
        var wanted = new NewAccount(
                Username.parse("eleni@olive.example").orElseThrow(),
                new Profile("Ελένη", Locale.of("el"), Set.of()),
                Account.Role.PERSON,
                Optional.of(new EmailAddress(CONTACT)),
                Optional.of(Secret.of(PASSWORD)));
        var accounts = new LocalAccounts(olive.store, olive.mfa, hasher, Blocklist.NONE, olive.generator, olive.clock);
        return ((Adding.Added) accounts.add(wanted, new Actor.Operator())).account();
    }

    private void use(Organisation olive, Secret appPassword) {
        remember(appPassword);
        olive.verify("eleni@olive.example", appPassword.reveal(), Protocol.IMAP);
        olive.verify("eleni@olive.example", PASSWORD, Protocol.IMAP);
        olive.notes.flush();
    }

    private void browse(Organisation olive, Account eleni) {
        var cookie = olive.generator.token();
        remember(cookie);
        var key = olive.keyset.digest(Purpose.SESSION, cookie.copy());
        var session = new BrowserSession(
                key,
                Optional.of(eleni.id()),
                olive.clock.instant(),
                olive.clock.instant(),
                olive.clock.instant().plusSeconds(60),
                new byte[] {1});
        var _ = olive.store.transact(books -> {
            BrowserSessions.in(books).add(session);
            return true;
        });
        olive.signIn.secondFactor(eleni.id(), new TypedCode("123456"), Source.UNKNOWN);
    }

    private void remember(Secret secret) {
        secrets.add(secret.copy());
    }

    private void assertNothingOnDisk() throws IOException {
        try (var sqlite = new DatabaseWriter(folder)) {
            sqlite.execute("vacuum into ?", folder.resolve("copy").toString());
        }
        var everything = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                everything.append(Files.readString(file, ISO_8859_1)).append('\n');
            }
        }
        var haystack = everything.toString();
        assertThat(haystack.contains("eleni@olive.example"))
                .as("we look where the rows are")
                .isTrue();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(6);
        for (var secret : secrets) {
            for (var form : forms(secret)) {
                assertThat(haystack.contains(form)).as("%s", form).isFalse();
            }
        }
        for (var code : codes) {
            // Six digits turn up in a hexadecimal digest by chance; a code would stand for itself.
            var alone = Pattern.compile("(?<![0-9a-fA-F])" + code + "(?![0-9a-fA-F])");
            assertThat(alone.matcher(haystack).find()).as("%s", code).isFalse();
        }
    }

    /// The bytes of the key in `secret=…`, RFC 4648 section 6.
    private static byte[] keyOf(String query) {
        var base32 = query.replaceAll(".*secret=([A-Z2-7]+).*", "$1");
        var bits = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        byte[] key = new byte[base32.length() * 5 / 8];
        byte[] number = bits.toByteArray();
        int shorter = Math.min(number.length, key.length);
        System.arraycopy(number, number.length - shorter, key, key.length - shorter, shorter);
        assertThat(Base32.encode(key)).isEqualTo(base32);
        return key;
    }

    private static List<String> forms(byte[] secret) {
        var hex = HexFormat.of().formatHex(secret);
        return List.of(
                new String(secret, ISO_8859_1),
                new String(secret, ISO_8859_1).toUpperCase(Locale.ROOT),
                hex,
                hex.toUpperCase(Locale.ROOT),
                Base64.getEncoder().withoutPadding().encodeToString(secret),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                Base32.encode(secret),
                Base32.encode(secret).toLowerCase(Locale.ROOT));
    }
}
