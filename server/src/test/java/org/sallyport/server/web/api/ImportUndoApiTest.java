package org.sallyport.server.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.server.web.RunningWeb;

/// Undoing an import, by a program.
class ImportUndoApiTest {
    private static final String WHY = "{\"why\": \"The wrong file\"}";

    private final RunningWeb web = RunningWeb.start();
    private final Account admin = web.organisation.add("admin", Role.ADMIN, Optional.empty());
    private final Account zoe = web.organisation.add("zoe", Role.PERSON, Optional.empty());
    private final Caller caller = Caller.of(web, admin);

    @AfterEach
    void stop() {
        web.close();
    }

    /// The address of its undoing.
    private String imported() {
        var desk = web.bean(ImportDesk.class);
        var work = web.bean(ImportWork.class);
        var table = "user-name,display-name\nanna,Anna\nbea,Bea\nzoe,Zoe Hill\n";
        var id = desk.start(admin.id(), table.getBytes(UTF_8)).orElseThrow();
        work.work(id);
        var seen = desk.find(id).orElseThrow().content().seen().orElseThrow();
        assertThat(desk.order(id, seen.fingerprint(), admin.id(), new Reason("New in May")))
                .isTrue();
        work.work(id);
        return "/api/v1/people/imports/" + id + "/undo";
    }

    private Optional<Account> find(String name) {
        return web.organisation.store.look(
                books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    @Test
    void firstItSaysWhatWouldHappenAndThenItIsDone() {
        var undo = imported();
        web.organisation.requireMfa(find("bea").orElseThrow());

        var dry = caller.post(undo + "?dry_run=true", WHY);
        assertThat(dry.json().at("/removed").asInt()).isEqualTo(1);
        assertThat(dry.json().at("/dry_run").asBoolean()).isTrue();
        assertThat(find("anna")).isPresent();

        var done = caller.post(undo, WHY);
        assertThat(done.json().at("/dry_run").asBoolean()).isFalse();
        assertThat(done.json().at("/restored").asInt()).isEqualTo(1);
        assertThat(done.at("/left/0/user_name")).isEqualTo("bea");
        assertThat(done.at("/left/0/why")).isEqualTo("changed");
        assertThat(find("anna")).isEmpty();
        assertThat(find("zoe").orElseThrow().profile()).isEqualTo(zoe.profile());
        assertThat(caller.post(undo, WHY).status()).isEqualTo(404);
    }

    @Test
    void theAnswerOfAnImportNamesWhatCanBeUndone() {
        var taken = caller.ask("POST", "/api/v1/people/imports", "text/csv", "user-name,display-name\nanna,Anna\n");
        var undo = "/api/v1/people/imports/" + taken.at("/id") + "/undo";

        assertThat(caller.post(undo, WHY).json().at("/removed").asInt()).isEqualTo(1);
        assertThat(find("anna")).isEmpty();
    }

    @Test
    void itTakesTheScopeToDeleteAndAReason() {
        var undo = imported();

        assertThat(Caller.of(web, admin, Set.of(Permission.PEOPLE_IMPORT))
                        .post(undo, WHY)
                        .status())
                .isEqualTo(403);
        assertThat(caller.post(undo, "{}").status()).isEqualTo(422);
        assertThat(find("anna")).isPresent();
    }
}
