package org.sallyport.server.store.sql;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;

final class SqlSwitchovers implements Switchovers {
    private final Session session;

    SqlSwitchovers(Session session) {
        this.session = session;
    }

    @Override
    public void put(Switchover switchover) {
        var row = Cells.of("id", id(switchover.rollout(), switchover.account()))
                .and("rollout_id", switchover.rollout())
                .and("account_id", switchover.account())
                .and("why", switchover.why().name())
                .and("at", switchover.at())
                .and("until", switchover.until());
        session.update("""
                insert into switchover (id, rollout_id, account_id, why, at, until, mac)
                values (:id, :rollout_id, :account_id, :why, :at, :until, :mac)
                on conflict (id) do update
                set why = excluded.why, at = excluded.at, until = excluded.until, mac = excluded.mac
                """, session.guard().bind(Table.SWITCHOVER, row));
    }

    @Override
    public Optional<Switchover> find(RolloutId rollout, AccountId account) {
        return session.row(
                        Table.SWITCHOVER,
                        "select * from switchover where id = :id",
                        Cells.of("id", id(rollout, account)))
                .map(SqlSwitchovers::switchover);
    }

    @Override
    public List<Switchover> page(RolloutId rollout, Optional<AccountId> after, int limit) {
        return switchovers(
                """
                select * from switchover where rollout_id = :rollout and account_id > :after
                order by account_id limit :limit
                """,
                Cells.of("rollout", rollout)
                        .and("after", after.map(AccountId::toString).orElse(""))
                        .and("limit", limit));
    }

    @Override
    public List<Switchover> latest(RolloutId rollout, int from, int limit) {
        return switchovers("""
                select * from switchover where rollout_id = :rollout
                order by at desc, account_id limit :limit offset :skipped
                """, Cells.of("rollout", rollout).and("limit", limit).and("skipped", from));
    }

    @Override
    public List<Counted> counted(RolloutId rollout) {
        return session.rows("""
                        select at / 86400000 as day, why, count(*) as people from switchover
                        where rollout_id = :rollout group by at / 86400000, why order by day, why
                        """, Cells.of("rollout", rollout)).stream()
                .map(row -> new Counted(
                        LocalDate.ofEpochDay(row.number("day")),
                        Switchover.Why.valueOf(row.text("why")),
                        row.number("people")))
                .toList();
    }

    private List<Switchover> switchovers(String sql, Cells parameters) {
        return session.rows(Table.SWITCHOVER, sql, parameters).stream()
                .map(SqlSwitchovers::switchover)
                .toList();
    }

    private static Switchover switchover(Cells row) {
        return new Switchover(
                RolloutId.parse(row.text("rollout_id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                Switchover.Why.valueOf(row.text("why")),
                row.instant("at"),
                row.instantIfAny("until"));
    }

    private static String id(RolloutId rollout, AccountId account) {
        return rollout + " " + account;
    }
}
