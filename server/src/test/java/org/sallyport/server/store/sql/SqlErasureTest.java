package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;

class SqlErasureTest {
    /// Those that keep the id of an account which was deleted, and why.
    private static final Set<String> LEFT = Set.of(
            "journal", // tells every node to drop what it remembers
            "deletion"); // is what is being carried out

    /// A new table that says something of an account has to be erased with it, or stand above with its reason.
    @Test
    void everyTableThatSaysSomethingOfAnAccountIsErasedOrSaysWhyNot(@TempDir Path folder) {
        try (var store = SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow())) {
            List<String> tables = store.run(books -> books.session().rows("""
                            select m.name as name from sqlite_master m, pragma_table_info(m.name) c
                            where m.type = 'table' and c.name = 'account_id'
                            """, Cells.none()).stream()
                    .map(row -> row.text("name"))
                    .toList());

            assertThat(tables).contains("method", "journal").allMatch(table -> LEFT.contains(table) != isErased(table));
        }
    }

    private static boolean isErased(String table) {
        return SqlErasure.STATEMENTS.contains("delete from " + table + " where account_id = :account");
    }
}
