package org.sallyport.core.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportUndo.Undoing;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Seal;

public interface ImportUndoContract extends StoreUnderTest {
    private Optional<Account> named(String name) {
        return found(books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    @Test
    default void anImportIsTakenBackFromEveryBook() {
        var o = new Organisation(store(), Fixtures.keyset(), Limits.standard());
        var seal = new Seal(o.keyset, o.generator);
        var imports = new AccountImport(store(), o.accounts, o.mfa, o.clock);
        var desk = new ImportDesk(store(), seal, o.clock);
        var work = new ImportWork(store(), imports, seal, o.clock);
        var undo = new ImportUndo(store(), imports, seal, o.clock);
        var maria = o.add("maria", Account.Role.ADMIN, Optional.empty());
        var zoe = o.add("zoe", Account.Role.PERSON, Optional.empty());
        var table = "user-name,display-name,groups,contact\nanna,Anna,Sales,home@pine.example\nzoe,Zoe Hill,Sales,\n";
        var id = desk.start(maria.id(), table.getBytes(UTF_8)).orElseThrow();
        work.work(id);
        var seen = desk.find(id).orElseThrow().content().seen().orElseThrow();
        assertThat(desk.order(id, seen.fingerprint(), maria.id(), new Reason("New in May")))
                .isTrue();
        work.work(id);
        assertThat(named("zoe").orElseThrow().profile().groups()).containsExactly(new GroupName("Sales"));

        var outlook = undo.outlook(id).orElseThrow();
        assertThat(outlook.left()).isEmpty();
        assertThat(undo.carryOut(id, outlook.fingerprint(), new Actor.Person(maria.id()), new Reason("The wrong file")))
                .isEqualTo(Undoing.UNDONE);

        assertThat(named("anna")).isEmpty();
        assertThat(named("zoe").orElseThrow().profile()).isEqualTo(zoe.profile());
        assertThat(found(books -> JobFiles.in(books).find(id))).isEmpty();
    }
}
