package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;

final class SqlSourceConflicts implements SourceConflicts {
    private final Session session;

    SqlSourceConflicts(Session session) {
        this.session = session;
    }

    @Override
    public void put(SourceConflict conflict) {
        var row = Cells.of("id", SqlSourceLinks.id(conflict.key()))
                .and("source", conflict.key().source())
                .and("external_id", conflict.key().externalId())
                .and("username", conflict.username())
                .and("display_name", conflict.displayName())
                .and("why", conflict.why().name())
                .and("account_id", conflict.with())
                .and("since", conflict.since())
                .and("decision", conflict.decision().name());
        session.update("""
                insert into source_conflict
                    (id, source, external_id, username, display_name, why, account_id, since, decision, mac)
                values (:id, :source, :external_id, :username, :display_name, :why, :account_id, :since, :decision,
                        :mac)
                on conflict (id) do update
                set username = excluded.username, display_name = excluded.display_name, why = excluded.why,
                    account_id = excluded.account_id, since = excluded.since, decision = excluded.decision,
                    mac = excluded.mac
                """, session.guard().bind(Table.SOURCE_CONFLICT, row));
    }

    @Override
    public Optional<SourceConflict> find(SourceKey key) {
        return session.row(
                        Table.SOURCE_CONFLICT,
                        "select * from source_conflict where id = :id",
                        Cells.of("id", SqlSourceLinks.id(key)))
                .map(SqlSourceConflicts::conflict);
    }

    @Override
    public List<SourceConflict> page(SourceName source, Optional<String> after, int limit) {
        return SqlSourceLinks.page(session, Table.SOURCE_CONFLICT, source, after, limit).stream()
                .map(SqlSourceConflicts::conflict)
                .toList();
    }

    @Override
    public boolean remove(SourceKey key) {
        return session.update("delete from source_conflict where id = :id", Cells.of("id", SqlSourceLinks.id(key))) > 0;
    }

    private static SourceConflict conflict(Cells row) {
        return new SourceConflict(
                SqlSourceLinks.key(row),
                new Username(row.text("username")),
                row.text("display_name"),
                SourceConflict.Why.valueOf(row.text("why")),
                row.textIfAny("account_id").flatMap(AccountId::parse),
                row.instant("since"),
                SourceConflict.Decision.valueOf(row.text("decision")));
    }
}
