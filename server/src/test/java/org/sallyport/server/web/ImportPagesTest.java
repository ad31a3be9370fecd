package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;

/// Maria hands in a file with people.
class ImportPagesTest {
    private static final String PATH = "/admin/people/import";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"");
    private static final String TWO = """
            user-name,display-name,language,groups
            eleni,Ελένη Παππά,el,Sales
            zoe,Zoe Hill,en,
            """;

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private Browser.Answer handIn(byte[] file) {
        maria.browser().get(PATH);
        return maria.browser().upload(PATH, "file", file);
    }

    private String handedIn(String text) {
        var answer = handIn(text.getBytes(UTF_8));
        assertThat(answer.status()).as(answer.page()).isEqualTo(303);
        return answer.location();
    }

    private String page(String path) {
        return maria.browser().get(path).page();
    }

    private Browser.Answer carryOut(String path, String why) {
        var seen = SEEN.matcher(page(path)).results().findFirst().orElseThrow().group(1);
        return maria.browser().post(path, "seen", seen, "why", why);
    }

    private Optional<Account> find(String name) {
        return web.organisation.store.look(
                books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    private List<AuditEvent> imported() {
        return web.organisation.store.look(books -> AuditLog.in(books).since(0, 10_000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.PEOPLE_IMPORTED)
                .toList();
    }

    @Test
    void firstItSaysWhatWouldHappenAndThenItIsDone() {
        web.organisation.add("zoe", Role.PERSON, Optional.empty());
        web.organisation.mfa.decide(
                new Subject.Group(new GroupName("Sales")), MfaState.Required.YES, new Actor.Operator());

        var path = handedIn(TWO);
        assertThat(page(path))
                .contains(
                        "Waits for you",
                        "One person is added",
                        "One person is changed",
                        "MFA is required of the person who is added");
        assertThat(find("eleni")).isEmpty();

        assertThat(carryOut(path, "").status()).isEqualTo(422);
        assertThat(find("eleni")).isEmpty();
        assertThat(carryOut(path, "New in May").location()).isEqualTo(path);

        assertThat(page(path)).contains("What was done").doesNotContain("name=\"seen\"");
        assertThat(find("eleni").orElseThrow().profile().displayName()).isEqualTo("Ελένη Παππά");
        assertThat(find("zoe").orElseThrow().profile().displayName()).isEqualTo("Zoe Hill");
        assertThat(imported()).singleElement().satisfies(event -> {
            assertThat(event.by()).isEqualTo(new Actor.Person(maria.account().id()));
            assertThat(event.details())
                    .containsAllEntriesOf(Map.of("added", "1", "changed", "1", "why", "New in May"))
                    .containsEntry("import", path.substring(PATH.length() + 1));
        });
        assertThat(page(PATH)).contains(path, "Done");
    }

    @Test
    void aPastedTableWithSemicolonsIsTakenToo() {
        maria.browser().get(PATH);
        var answer = maria.browser()
                .upload(
                        PATH,
                        "text",
                        "user-name;display-name;groups\r\neleni;Eleni;\"Sales;Board\"\r\n".getBytes(UTF_8));

        carryOut(answer.location(), "New in May");

        assertThat(find("eleni").orElseThrow().profile().groups())
                .containsExactlyInAnyOrder(new GroupName("Sales"), new GroupName("Board"));
    }

    @Test
    void everyBadRowIsNamedAPageAtATimeAndNothingIsDone() {
        var rows =
                IntStream.range(0, 250).mapToObj(i -> "two words " + i + ",P\n").collect(Collectors.joining());

        var path = handedIn("user-name,display-name\neleni,Eleni\n" + rows);

        assertThat(page(path))
                .contains("250 rows cannot be taken", ">3<", "A user name has letters", "Page 1 of 3")
                .doesNotContain("name=\"seen\"");
        assertThat(page(path + "?page=3")).contains(">252<", "Page 3 of 3");
        assertThat(maria.browser().get(path + "?page=4").status()).isEqualTo(404);
        assertThat(find("eleni")).isEmpty();
        assertThat(isKept(path)).isFalse();
    }

    private boolean isKept(String path) {
        return web.organisation.store.look(
                books -> JobFiles.in(books).find(id(path)).isPresent());
    }

    private static JobId id(String path) {
        return JobId.parse(path.substring(PATH.length() + 1)).orElseThrow();
    }

    @Test
    void whatIsDoneIsWhatWasSeen() {
        var path = handedIn(TWO);
        var seen = SEEN.matcher(page(path)).results().findFirst().orElseThrow().group(1);
        web.organisation.add("eleni", Role.PERSON, Optional.empty());

        maria.browser().post(path, "seen", seen, "why", "New in May");

        assertThat(page(path)).contains("The people have changed since you looked", "One person is added");
        assertThat(find("zoe")).isEmpty();
        assertThat(imported()).isEmpty();

        // The page of before is worth nothing any more.
        maria.browser().post(path, "seen", seen, "why", "New in May");
        assertThat(find("zoe")).isEmpty();

        carryOut(path, "New in May");
        assertThat(find("zoe")).isPresent();
        // What it did stands in the place of the file for a day, so that it can be undone.
        assertThat(web.bean(ImportUndo.class).outlook(id(path))).isPresent();
        web.organisation.clock.forward(ImportUndo.TIME);
        web.bean(ImportWork.class).follow();
        assertThat(isKept(path)).isFalse();
    }

    @Test
    void whatIsCalledOffIsNotDoneAndItsFileIsErased() {
        var path = handedIn(TWO);
        var seen = SEEN.matcher(page(path)).results().findFirst().orElseThrow().group(1);
        assertThat(isKept(path)).isTrue();

        maria.browser().post(path + "/cancel");
        maria.browser().post(path, "seen", seen, "why", "New in May");

        assertThat(page(path)).contains("Called off");
        assertThat(find("eleni")).isEmpty();
        assertThat(isKept(path)).isFalse();
    }

    @Test
    void aLargeFileIsDoneBehindThePageAlsoAfterARestart() {
        var rows = IntStream.range(0, 6_000)
                .mapToObj(i -> "person-%05d@olive.example,Person %05d of Olive and Pine,en,Sales\n".formatted(i, i))
                .collect(Collectors.joining("", "user-name,display-name,language,groups\n", ""));

        var path = handedIn(rows);
        var waiting = maria.browser().get(path);
        assertThat(waiting.header("Refresh")).isNotEmpty();
        assertThat(waiting.page()).contains("Being looked at");

        web.restart();
        var again = fresh();
        web.bean(ImportWork.class).follow();
        assertThat(again.get(path).page()).contains("6,000 people are added");
        var seen = SEEN.matcher(again.get(path).page())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        again.post(path, "seen", seen, "why", "New in May");
        assertThat(again.get(path).page()).contains("Being carried out");
        assertThat(find("person-00000@olive.example")).isEmpty();

        web.bean(ImportWork.class).follow();
        web.bean(ImportWork.class).follow();
        assertThat(again.get(path).page()).contains("What was done");
        assertThat(find("person-05999@olive.example")).isPresent();
        assertThat(imported()).hasSize(1);
    }

    private Browser fresh() {
        var browser = web.browser();
        browser.signIn("maria");
        web.prove(new Guest(maria.account(), maria.key(), browser));
        return browser;
    }

    @Test
    void whatIsNoTableInUtf8IsNamed() {
        var greek = "user-name;display-name\r\neleni;Ελένη Παππά\r\n";
        assertThat(handIn(greek.getBytes(Charset.forName("windows-1253"))).page())
                .contains("Windows-1253");
        assertThat(handIn(greek.getBytes(UTF_16)).page()).contains("UTF-16");
        assertThat(handIn(new byte[] {'P', 'K', 3, 4, 1}).page()).contains("workbook");
        assertThat(handIn(new byte[] {'a', 0, 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'})
                        .page())
                .contains("no text");
        assertThat(handIn(new byte[0]).status()).isEqualTo(422);
        assertThat(maria.browser().open(PATH, "text", "eleni").status()).isEqualTo(422);
        assertThat(web.bean(ImportDesk.class).all()).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsAnsweredWithBothSizes() {
        assertThat(handIn(new byte[ImportDesk.LARGEST + 20 * 1024]).page()).contains("16.0 MiB", "at most 16.0");
        assertThat(handIn(new byte[ImportDesk.LARGEST + 3 * 1024 * 1024]).page())
                .contains("19.0 MiB");
    }

    private String lookedAt(String text) {
        var path = handedIn(text);
        web.bean(ImportWork.class).follow();
        return page(path);
    }

    @Test
    void T33_hostileTablesAreRefusedInALine() {
        assertThat(lookedAt("user-name" + ",x".repeat(1_000_000) + "\n")).contains("more than 64 cells");
        assertThat(lookedAt("user-name,display-name\neleni," + "x".repeat(3_000_000) + "\n"))
                .contains("longer than 10,000");
        assertThat(lookedAt("user-name,display-name\neleni,\"" + "x\n".repeat(50_000)))
                .contains("none closes it");
        var path = handedIn("user-name,display-name\neleni,<script>alert(1)</script>\n=1+1,<b>x</b>\n");
        assertThat(page(path)).doesNotContain("<script>alert", "<b>x");
    }

    @Test
    void fourAtOnceAndWhoeverIsForgottenIsCalledOffAfterADay() {
        IntStream.range(0, ImportDesk.MOST_OPEN).forEach(_ -> handedIn(TWO));
        assertThat(handIn(TWO.getBytes(UTF_8)).page()).contains("4 imports are open already");

        web.organisation.clock.forward(Duration.ofDays(1));
        web.bean(ImportWork.class).follow();
        assertThat(web.bean(ImportDesk.class).all()).allMatch(one -> one.job().state() == Job.State.CANCELLED);
        web.organisation.clock.forward(Duration.ofDays(30));
        web.bean(ImportWork.class).follow();
        assertThat(web.bean(ImportDesk.class).all()).isEmpty();
    }

    @Test
    void T08_aFileFromElsewhereIsNotTaken() {
        maria.browser().get(PATH);
        var other = web.inside("other", Role.ADMIN).browser();
        other.get(PATH);
        var thief = maria.browser().thief();
        assertThat(thief.upload(PATH, "file", TWO.getBytes(UTF_8)).status()).isEqualTo(403);
        assertThat(web.browser().upload(PATH, "file", TWO.getBytes(UTF_8)).status())
                .isIn(303, 403);
        assertThat(web.bean(ImportDesk.class).all()).isEmpty();
    }

    @Test
    void whoMayNoLongerImportHasNothingDone() {
        var path = handedIn("user-name,display-name\n"
                + IntStream.range(0, 2_001).mapToObj(i -> "p" + i + ",P\n").collect(Collectors.joining()));
        carryOut(path, "New in May");
        web.organisation.store.transact(books -> {
            var account = Accounts.in(books).find(maria.account().id()).orElseThrow();
            return Accounts.in(books).replace(account.withStatus(Account.Status.DISABLED));
        });

        web.bean(ImportWork.class).follow();

        assertThat(web.bean(ImportDesk.class).all())
                .singleElement()
                .satisfies(one -> assertThat(one.job().state()).isEqualTo(Job.State.FAILED));
        assertThat(find("p0")).isEmpty();
    }
}
