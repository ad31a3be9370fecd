package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.server.config.ScimSource;

/// What a source wrote and what was made of it are one, whenever a node stops and whatever another one writes.
class ScimWritingTest {
    private static final SourceName ENTRA = new SourceName("scim/entra");

    private final BreaksOff store = new BreaksOff();
    private final RunningWeb web = RunningWeb.over(store);
    private final ScimWriter writer;

    ScimWritingTest() {
        web.writtenBy(new ScimSource(ENTRA, Secret.of(WrittenByAProvisioner.TOKEN), Merge.NEVER));
        writer = new ScimWriter(web.browser().with("Authorization", "Bearer " + WrittenByAProvisioner.TOKEN));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    /// Keeps so many transactions, and then none.
    private static final class BreaksOff implements Store {
        private final Store kept = new MemoryStore(Fixtures.keyset());
        private int left = Integer.MAX_VALUE;

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (left == 0) {
                throw new Unavailable("store", "nobody answers");
            }
            left--;
            return kept.transact(work);
        }

        @Override
        public <R> R look(Function<Books, R> work) {
            return kept.look(work);
        }
    }

    private Account eleni() {
        return store.look(books -> Accounts.in(books).named(new Username("eleni")))
                .orElseThrow();
    }

    private boolean isActiveAsRead(String id) {
        return ScimWriter.json(writer.get("/Users/" + id)).get("active").asBoolean();
    }

    @Test
    void aNodeThatStopsBehindAnyTransactionLeavesTheWordsAndTheAccountAsOne() {
        var id = ScimWriter.id(writer.add("eleni", "7f3a"));
        store.left = 1;
        writer.patch("/Users/" + id, "{'op':'replace','path':'active','value':false}");
        store.left = Integer.MAX_VALUE;

        assertThat(eleni().status()).isEqualTo(Account.Status.SUSPENDED);
        assertThat(isActiveAsRead(id)).isFalse();

        store.left = 1;
        writer.send("DELETE", "/Users/" + id, "");
        store.left = Integer.MAX_VALUE;
        ScimWriter.assertError(writer.get("/Users/" + id), 404, "");
    }

    @Test
    void aGroupWakesNobodyWhomEarlierWordsCalledActive() {
        var id = ScimWriter.id(writer.add("eleni", "7f3a"));
        var key = new SourceEntry.Key(ENTRA, SourceEntry.Kind.PERSON, id);
        SourceEntry earlier =
                store.look(books -> SourceEntries.in(books).find(key)).orElseThrow();
        writer.patch("/Users/" + id, "{'op':'replace','path':'active','value':false}");
        store.transact(books -> {
            SourceEntries.in(books).put(earlier);
            return true;
        });

        assertThat(writer.addGroup("Sales", id).status()).isEqualTo(201);

        assertThat(eleni().status()).isEqualTo(Account.Status.SUSPENDED);
        assertThat(eleni().profile().groups()).containsExactly(new GroupName("Sales"));
    }
}
