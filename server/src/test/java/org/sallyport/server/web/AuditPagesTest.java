package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.store.Books;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The audit log as admins read it.
class AuditPagesTest {
    private static final String LOG = "/admin/audit";
    private static final String NASTY = "=1+1,\"<b>λ\r\n</b>";

    private final RunningWeb web = RunningWeb.start();
    private final Organisation olive = web.organisation;
    private final Guest maria = web.inside("maria", Account.Role.ADMIN);
    private final Account eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());

    @AfterEach
    void stop() {
        web.close();
    }

    private void happens(AuditKind kind, Actor by, Map<String, String> details) {
        olive.store.transact(books -> {
            AuditLog.in(books)
                    .append(new AuditEvent(olive.clock.instant(), kind, Optional.of(eleni.id()), by, details));
            return true;
        });
    }

    private long last() {
        return olive.store.look(books -> AuditLog.in(books).head().orElseThrow().number());
    }

    private String page(String query) {
        var answer = maria.browser().get(LOG + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.page();
    }

    @Test
    void entriesAreFoundByWhatHappenedToWhomByWhomAndWhen() {
        happens(AuditKind.APP_SIGN_IN_REJECTED, new Actor.App("dovecot"), Map.of("reason", "wrong-secret"));
        happens(AuditKind.METHOD_REMOVED, new Actor.Operator(), Map.of("label", "Blue key"));

        assertThat(page("")).contains("Blue key", "wrong-secret", "eleni");
        assertThat(page("?what=method-removed")).contains("Blue key").doesNotContain("wrong-secret");
        assertThat(page("?what=all-app-sign-ins")).contains("wrong-secret").doesNotContain("Blue key");
        assertThat(page("?by=app:dovecot")).contains("wrong-secret").doesNotContain("Blue key");
        assertThat(page("?about=eleni&by=operator")).contains("Blue key").doesNotContain("wrong-secret");
        assertThat(page("?about=" + eleni.id())).contains("Blue key");
        assertThat(page("?about=maria")).doesNotContain("Blue key");
        assertThat(page("?until=2001-01-01")).contains("Nothing like that is in the log.");
        assertThat(page("?from=2001-01-01&what=method-removed")).contains("Blue key");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    what=cake,             The log knows nothing called “cake”
                    about=nobody-here,     Nobody has the user name “nobody-here”
                    by=the%20butler,       “the butler” is nobody who does anything
                    from=yesterday,        “yesterday” is not a day
                    from=2026-02-30,       “2026-02-30” is not a day
                    until=%2B12026-11-02,  “+12026-11-02” is not a day
                    from=2026-11-02&until=2026-11-01, The last day lies before the first one
                    """)
    void whatCannotBeLookedForIsNamed(String query, String sentence) {
        var answer = maria.browser().get(LOG + "?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains(sentence);
    }

    @Test
    void pagesFollowOneAnotherWithoutAGap() {
        IntStream.range(0, 120)
                .forEach(i -> happens(AuditKind.CODE_SENT, new Actor.Sallyport(), Map.of("at", "n" + i)));

        var first = page("?what=code-sent");
        long place = last() - 49;
        assertThat(first).contains("at: n119", "at: n70", "before=" + place).doesNotContain("at: n69<");
        var second = page("?what=code-sent&before=" + place);
        assertThat(second).contains("at: n69<", "at: n20<", "Latest").doesNotContain("at: n70<", "at: n19<");
        assertThat(page("?what=code-sent&before=" + (place - 50)))
                .contains("at: n0<")
                .doesNotContain("Earlier");
    }

    @Test
    void oneEntrySaysEverythingAndLeadsToItsNeighbours() {
        happens(AuditKind.METHOD_REMOVED, new Actor.Operator(), Map.of("label", "Blue key"));
        long number = last();

        var page = maria.browser().get(LOG + "/" + number).page();

        assertThat(page)
                .contains("Entry " + number, "method-removed", "Blue key", "/admin/audit/" + (number - 1))
                .doesNotContain("/admin/audit/" + (number + 1));
        assertThat(maria.browser().get(LOG + "/" + (number + 1)).status()).isEqualTo(404);
        assertThat(maria.browser().get(LOG + "/0").status()).isEqualTo(404);
    }

    @Test
    void theFirstThatIsLeftHasNoneBeforeIt() {
        happens(AuditKind.METHOD_REMOVED, new Actor.Operator(), Map.of());
        long number = last();
        olive.store.transact(
                books -> AuditLog.in(books).letGo(olive.clock.instant().plusSeconds(1), (int) number - 1));

        assertThat(maria.browser().get(LOG + "/" + number).page())
                .contains("Entry " + number)
                .doesNotContain("/admin/audit/" + (number - 1));
    }

    @Test
    void T09_whatStrangersSentIsText() {
        happens(
                AuditKind.APP_SIGN_IN_ACCEPTED,
                new Actor.App("dovecot"),
                Map.of("client", "<script>alert(1)</script>"));

        assertThat(page("")).contains("&lt;script&gt;").doesNotContain("<script>alert");
        assertThat(maria.browser().get(LOG + "/" + last()).page()).doesNotContain("<script>alert");
    }

    @Test
    void theFilesHoldWhatIsLookedForAndTakingThemIsEntered() {
        happens(AuditKind.METHOD_REMOVED, new Actor.Operator(), Map.of("label", NASTY));
        happens(AuditKind.METHOD_REMOVED, new Actor.Sallyport(), Map.of("label", "Blue key"));
        long number = last();

        var lines = file("jsonl");

        assertThat(lines.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.jsonl\"");
        var rows = lines.page().lines().map(AuditPagesTest::json).toList();
        assertThat(rows).extracting(row -> row.at("/number").asLong()).containsExactly(number, number - 1);
        assertThat(rows).extracting(row -> row.at("/details/label").asString()).containsExactly("Blue key", NASTY);
        assertThat(page("")).contains("Audit log exported", "format: jsonl");

        var table = file("csv");
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.page().lines().toList())
                .hasSize(3)
                .startsWith("\uFEFFnumber,at,kind,about,by,details,link")
                .anyMatch(line -> line.startsWith(number + ",") && line.contains(",method-removed,"));
        assertThat(file("pdf").status()).isEqualTo(404);
    }

    private Browser.Answer file(String format) {
        maria.browser().get(LOG);
        return maria.browser().post(LOG + "/export", "what", "method-removed", "format", format);
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }

    @Test
    void T07_aCookieAloneTakesNoFile() {
        olive.clock.forward(Duration.ofMinutes(6));

        assertThat(file("jsonl").location()).isEqualTo("/second-factor?next=/admin/audit");
    }

    @Test
    void aWholeLogIsSaidToBeWhole() {
        maria.browser().get(LOG);
        assertThat(maria.browser().post(LOG + "/verify").location()).isEqualTo(LOG + "#check");

        await("the check").untilAsserted(() -> assertThat(page("")).contains("Whole: "));
        assertThat(page("?what=audit-verified")).contains("entries: ");
    }

    @Test
    void howFarTheCollectorIsBehindIsSaid() {
        web.shipTo("logs.olive.example:6514");
        var vera = web.inside("vera", Account.Role.ADMIN);
        var turn = new Bookmarks.Turn(Bookmarks.COLLECTOR, new UUID(0, 1), olive.clock.instant());
        var _ = olive.store.transact(books -> Bookmarks.in(books).take(turn, last(books) - 3, olive.clock.instant()));
        var _ = olive.store.transact(
                books -> Bookmarks.in(books).stuck(turn, "Connection refused", olive.clock.instant()));

        assertThat(vera.browser().get(LOG).page())
                .contains("logs.olive.example:6514", "3 entries are still to come.", "(Connection refused)");

        var _ = olive.store.transact(books -> Bookmarks.in(books).move(turn, last(books), olive.clock.instant()));

        assertThat(vera.browser().get(LOG).page())
                .contains("The collector has every entry.")
                .doesNotContain("Connection refused");
    }

    private static long last(Books books) {
        return AuditLog.in(books).head().orElseThrow().number();
    }

    @Test
    void whoFollowsHearsThatThereIsMore() {
        long before = last();
        happens(AuditKind.METHOD_REMOVED, new Actor.Operator(), Map.of());

        var stream = maria.browser().get(LOG + "/news?since=" + before);

        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.page()).contains("event: more\nid: " + (before + 1) + "\ndata: 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everyKindHasWords(String language) {
        Arrays.stream(AuditKind.values()).forEach(kind -> happens(kind, new Actor.Operator(), Map.of()));
        var browser = maria.browser().with("Accept-Language", language);
        web.speak(maria.account(), language);

        var pages = List.of(
                browser.get(LOG).page(),
                browser.get(LOG + "?before=" + (last() - 49)).page());

        assertThat(pages).allSatisfy(page -> assertThat(page).doesNotContain("audit.kind."));
    }

    @Test
    void nobodyButAdminsReadsIt() {
        var person = web.inside("nikos", Account.Role.PERSON).browser();

        for (var path : List.of("", "/1", "/news")) {
            assertThat(person.get(LOG + path).status()).as(path).isEqualTo(403);
        }
        assertThat(person.post(LOG + "/verify").status()).isEqualTo(403);
        assertThat(person.post(LOG + "/export", "format", "csv").status()).isEqualTo(403);
    }
}
