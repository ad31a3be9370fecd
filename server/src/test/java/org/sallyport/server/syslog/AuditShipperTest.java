package org.sallyport.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmark;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.Ship;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.outward.TestContext;
import tools.jackson.databind.json.JsonMapper;

/// Every entry reaches the collector, in its order, whatever becomes of collector and node on the way.
class AuditShipperTest {
    private final Store store = new MemoryStore(Fixtures.keyset());
    private final SettableClock clock = SettableClock.atNow();
    private CollectorOnThisMachine collector;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        collector = CollectorOnThisMachine.plain();
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    private AuditShipper shipper() {
        return shipper(collector.port());
    }

    private AuditShipper shipper(int port) {
        var ship = new Ship("127.0.0.1", port, Ship.Security.NONE, Optional.empty(), Optional.empty(), "mfa.example");
        return new AuditShipper(store, ship, clock);
    }

    private void happen(int times) {
        var _ = store.transact(books -> {
            IntStream.range(0, times)
                    .forEach(i -> AuditLog.in(books)
                            .append(new AuditEvent(
                                    clock.instant(),
                                    AuditKind.APP_SIGN_IN_REJECTED,
                                    Optional.empty(),
                                    new Actor.App("dovecot-1"),
                                    Map.of("why", "wrong-secret"))));
            return true;
        });
    }

    private LongStream numbers() {
        return collector.messages().stream().mapToLong(AuditShipperTest::number);
    }

    private static long number(String message) {
        return JsonMapper.shared()
                .readTree(message.substring(message.indexOf('{')))
                .get("number")
                .asLong();
    }

    private Optional<Bookmark> bookmark() {
        return store.transact(books -> Bookmarks.in(books).find(Bookmarks.COLLECTOR));
    }

    private static long[] upTo(long last) {
        return LongStream.rangeClosed(1, last).toArray();
    }

    @Test
    void everyEntryArrivesOnceAndInOrderWhereNothingHappens() {
        happen(1_234);
        var shipper = shipper();
        shipper.round();
        happen(2);
        shipper.round();
        shipper.round();

        assertThat(numbers())
                .containsExactly(LongStream.rangeClosed(1, 1_236).boxed().toArray(Long[]::new));
        assertThat(bookmark()).contains(new Bookmark(1_236, clock.instant(), Optional.empty()));
    }

    @Test
    void aMessageReadsAsTheSpecificationsSay() {
        happen(1);
        shipper().round();

        assertThat(collector.messages().getFirst())
                .startsWith("<109>1 2026-")
                .contains("Z mfa.example sallyport - app-sign-in-rejected - {\"number\":1,")
                .contains("\"kind\":\"app-sign-in-rejected\"", "\"by\":\"app:dovecot-1\"", "\"why\":\"wrong-secret\"")
                .endsWith("}");
    }

    @Test
    void whatACollectorReadsBeforeItDiesIsSentAgainAndNothingIsLeftOut() {
        happen(3_000);
        collector.diesBehind(700);
        var shipper = shipper();
        shipper.round();

        assertThat(bookmark().flatMap(Bookmark::trouble)).isPresent();
        assertThat(bookmark().map(Bookmark::number)).contains(0L);

        collector.lives();
        clock.forward(Duration.ofSeconds(2));
        shipper.round();

        assertThat(numbers().distinct().sorted())
                .containsExactly(LongStream.of(upTo(3_000)).boxed().toArray(Long[]::new));
        assertThat(numbers().count()).isGreaterThan(3_000);
        assertThat(bookmark().map(Bookmark::number)).contains(3_000L);
        assertThat(bookmark().flatMap(Bookmark::trouble)).isEmpty();
    }

    @Test
    void aCollectorThatIsGoneIsAskedEverMoreSeldom() throws IOException {
        happen(1);
        int nobody = nobodyListens();
        var shipper = shipper(nobody);
        var began = clock.instant();
        shipper.round();
        assertThat(bookmark().flatMap(Bookmark::trouble).map(Bookmark.Trouble::since))
                .contains(began);

        try (var back = new ServerSocket(nobody, 1, InetAddress.getLoopbackAddress())) {
            back.setSoTimeout(200);
            clock.forward(Duration.ofMillis(1_900));
            shipper.round();
            assertThat(isAsked(back)).isFalse();
        }
        clock.forward(Duration.ofMillis(200));
        shipper.round();
        assertThat(bookmark().flatMap(Bookmark::trouble).map(Bookmark.Trouble::since))
                .contains(began);
    }

    private static boolean isAsked(ServerSocket server) {
        try (var asked = server.accept()) {
            return asked.isConnected();
        } catch (IOException nobodyCame) {
            return false;
        }
    }

    private static int nobodyListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void oneNodeShipsAtATimeAndAnotherGoesOnWhereItStopped() {
        happen(3);
        var first = shipper();
        first.round();
        happen(1);
        shipper().round();
        assertThat(numbers()).containsExactly(1L, 2L, 3L);

        first.close();
        shipper().round();

        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsTooLongForACollectorIsShippedWithoutItsDetails() {
        var _ = store.transact(books -> {
            AuditLog.in(books)
                    .append(new AuditEvent(
                            clock.instant(),
                            AuditKind.POLICY_SET,
                            Optional.empty(),
                            new Actor.Operator(),
                            Map.of("value", "Ω".repeat(2_000))));
            return true;
        });
        shipper().round();

        assertThat(collector.messages().getFirst())
                .contains("\"number\":1,", "policy-set", "left-out")
                .doesNotContain("\\u03a9", "\\u03A9")
                .hasSizeLessThan(SyslogMessage.LONGEST);
    }

    @Test
    void everyKindFitsIntoTheNameOfAMessage() {
        // RFC 5424 section 6: MSGID = NILVALUE / 1*32PRINTUSASCII.
        assertThat(AuditKind.values()).allMatch(kind -> kind.code().length() <= 32);
    }

    @Test
    void overTlsTheCollectorIsCheckedAndShownWhoShips() throws IOException, GeneralSecurityException {
        var theirs = PemFiles.in(Path.of(folder.toString()), "localhost");
        var context = TestContext.showing(theirs, theirs.certificate());
        happen(2);
        try (var secure = CollectorOnThisMachine.by(asking(context))) {
            secure(secure.port(), Optional.of(theirs)).round();
            assertThat(bookmark().flatMap(Bookmark::trouble)).isEmpty();
            assertThat(secure.messages()).hasSize(2);
        }
    }

    @Test
    void aCollectorOfAnotherNameGetsNothing() throws IOException, GeneralSecurityException {
        var theirs = PemFiles.in(folder, "elsewhere.example");
        happen(2);
        try (var secure = CollectorOnThisMachine.by(
                TestContext.showing(theirs, theirs.certificate()).getServerSocketFactory())) {
            secure(secure.port(), Optional.of(theirs)).round();
            assertThat(secure.messages()).isEmpty();
            assertThat(bookmark().flatMap(Bookmark::trouble)).isPresent();
        }
    }

    private AuditShipper secure(int port, Optional<CertificateFiles> own) {
        var certificate = folder.resolve("certificate.pem");
        var files = own.map(theirs -> new Settings.Tls(theirs.certificate(), theirs.key()));
        return new AuditShipper(
                store,
                new Ship("localhost", port, Ship.Security.TLS, Optional.of(certificate), files, "mfa.example"),
                clock);
    }

    private static javax.net.ServerSocketFactory asking(SSLContext context) {
        return new AskingForCertificates(context.getServerSocketFactory());
    }
}
