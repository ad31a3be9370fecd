package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;

/// Maria handed in the wrong file.
class ImportUndoPagesTest {
    private static final String PATH = "/admin/people/import";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"");

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);
    private final Account zoe = web.organisation.add("zoe", Role.PERSON, Optional.empty());

    @AfterEach
    void stop() {
        web.close();
    }

    private String page(String path) {
        return maria.browser().get(path).page();
    }

    private String seen(String path) {
        return SEEN.matcher(page(path)).results().findFirst().orElseThrow().group(1);
    }

    private String imported() {
        maria.browser().get(PATH);
        var table = "user-name,display-name\nanna,Anna\nbea,Bea\nzoe,Zoe Hill\n";
        var path = maria.browser().upload(PATH, "file", table.getBytes(UTF_8)).location();
        assertThat(maria.browser()
                        .post(path, "seen", seen(path), "why", "New in May")
                        .location())
                .isEqualTo(path);
        return path;
    }

    private Optional<Account> find(String name) {
        return web.organisation.store.look(
                books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    @Test
    void firstItSaysWhatWouldHappenAndWhoStaysAndThenItIsDone() {
        var path = imported();
        assertThat(page(path)).contains("What was done", path + "/undo");
        web.organisation.requireMfa(find("bea").orElseThrow());

        assertThat(page(path + "/undo"))
                .contains(
                        "One person is taken away",
                        "One person is as before",
                        "One person stays as they are",
                        ">bea<",
                        "Somebody changed or decided something");
        var seen = seen(path + "/undo");
        assertThat(maria.browser().post(path + "/undo", "seen", seen, "why", "").status())
                .isEqualTo(422);
        assertThat(find("anna")).isPresent();
        assertThat(maria.browser()
                        .post(path + "/undo", "seen", seen, "why", "The wrong file")
                        .location())
                .isEqualTo(path);

        assertThat(page(path)).contains("Undone").doesNotContain(path + "/undo");
        assertThat(find("anna")).isEmpty();
        assertThat(find("bea")).isPresent();
        assertThat(find("zoe").orElseThrow().profile()).isEqualTo(zoe.profile());
        assertThat(maria.browser().get(path + "/undo").status()).isEqualTo(404);
    }

    @Test
    void whatHasChangedMeanwhileIsShownAnew() {
        var path = imported();
        var seen = seen(path + "/undo");
        web.organisation.requireMfa(find("bea").orElseThrow());

        assertThat(maria.browser()
                        .post(path + "/undo", "seen", seen, "why", "The wrong file")
                        .page())
                .contains("Something has changed since you looked", ">bea<");
        assertThat(find("anna")).isPresent();
    }

    @Test
    void itTakesASecondFactorOfJustNow() {
        var path = imported();
        var seen = seen(path + "/undo");
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(maria.browser()
                        .post(path + "/undo", "seen", seen, "why", "The wrong file")
                        .location())
                .contains("/second-factor");
        assertThat(find("anna")).isPresent();
    }
}
