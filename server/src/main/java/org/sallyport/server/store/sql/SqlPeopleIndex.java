package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.roster.PeopleLine;
import org.sallyport.core.roster.PeopleQuery;

final class SqlPeopleIndex implements PeopleIndex {
    private final Session session;

    SqlPeopleIndex(Session session) {
        this.session = session;
    }

    @Override
    public void put(List<PeopleLine> lines) {
        var cells = lines.stream().map(SqlPeopleIndex::cells).toList();
        // Somebody may have a name by now that the line of somebody else still has.
        session.batch("delete from people_line where username = :username and account_id <> :account", cells);
        session.batch("""
                insert into people_line (account_id, username, folded, status, state, kinds, unused_since)
                values (:account, :username, :folded, :status, :state, :kinds, :unused)
                on conflict (account_id) do update
                set username = excluded.username, folded = excluded.folded, status = excluded.status, state = excluded.state, kinds = excluded.kinds,
                    unused_since = excluded.unused_since
                """, cells);
    }

    @Override
    public List<AccountId> page(PeopleQuery query, Optional<Username> after, int limit) {
        var where = where(query);
        where.cells().and("after", after.map(Username::canonical).orElse("")).and("limit", limit);
        return session
                .rows(
                        "select account_id from people_line where username > :after" + where.sql()
                                + " order by username limit :limit",
                        where.cells())
                .stream()
                .map(row -> AccountId.parse(row.text("account_id")).orElseThrow())
                .toList();
    }

    @Override
    public int count(PeopleQuery query) {
        var where = where(query);
        return Math.toIntExact(session.row(
                        "select count(*) as number from people_line where username > ''" + where.sql(), where.cells())
                .orElseThrow()
                .number("number"));
    }

    @Override
    public Tally tally(Optional<GroupName> within, Set<GroupName> closer) {
        var cells = Cells.of("enforced", MfaState.ENFORCED.name()).and("active", Account.Status.ACTIVE.name());
        within.ifPresent(group -> cells.and("folded", group.folded()).and("name", group));
        if (!closer.isEmpty()) {
            cells.and("names", List.copyOf(closer))
                    .and("namesFolded", closer.stream().map(GroupName::folded).toList());
        }
        // Indexes hold all that is read of a line, and of a membership of those within.
        var row = session.row(
                        "with closer (account_id) as (select name from requirement where kind = 'person'"
                                + (closer.isEmpty()
                                        ? ")"
                                        : " union select account_id from membership"
                                                + " where folded in (:namesFolded) and name in (:names))")
                                + """
                                 select count(*) as people, count(closer.account_id) as closer,
                                    count(case when closer.account_id is null and state = :enforced then 1 end) as enforced
                                from people_line left join closer on closer.account_id = people_line.account_id
                                """
                                + (within.isEmpty()
                                        ? " where status = :active"
                                        : " join membership as member on member.username = people_line.username"
                                                + " where status = :active and member.folded = :folded"
                                                + " and member.name = :name"),
                        cells)
                .orElseThrow();
        return new Tally(number(row, "people"), number(row, "closer"), number(row, "enforced"));
    }

    private static int number(Cells row, String column) {
        return Math.toIntExact(row.number(column));
    }

    @Override
    public Optional<Reading> reading() {
        return session.rowsToChange("select * from people_reading where id = 1", Cells.none()).stream()
                .map(row -> new Reading(
                        row.number("number"),
                        row.textIfAny("behind").map(name -> new Sweep(Username.parse(name))),
                        row.instantIfAny("whole")))
                .findFirst();
    }

    @Override
    public void reached(Reading reading) {
        session.update(
                """
                insert into people_reading (id, number, behind, whole) values (1, :number, :behind, :whole)
                on conflict (id) do update
                set number = excluded.number, behind = excluded.behind, whole = excluded.whole
                """,
                Cells.of("number", reading.number())
                        .and(
                                "behind",
                                reading.sweep()
                                        .map(sweep -> sweep.behind()
                                                .map(Username::canonical)
                                                .orElse("")))
                        .and("whole", reading.whole()));
    }

    /// What is asked for, as constants of this class put one behind the other; whatever somebody typed is a parameter.
    private record Where(String sql, Cells cells) {}

    // Words look at every line, and find few: what else is asked is looked up for those. Without words it is looked up
    // first, and leads to the lines.
    private Where where(PeopleQuery query) {
        var conditions = new ArrayList<String>();
        var cells = Cells.none();
        var words = query.folded();
        for (int i = 0; i < words.size(); i++) {
            conditions.add(session.position() + "(folded, :word" + i + ") > 0");
            cells.and("word" + i, words.get(i));
        }
        query.state().ifPresent(state -> {
            conditions.add("state = :state");
            cells.and("state", state.name());
        });
        query.status().ifPresent(status -> {
            conditions.add("status = :status");
            cells.and("status", status.name());
        });
        query.method().ifPresent(kind -> {
            conditions.add(session.position() + "(kinds, :kind) > 0");
            cells.and("kind", " " + kind.code() + " ");
        });
        query.unusedBefore().ifPresent(time -> {
            conditions.add("unused_since < :unused");
            cells.and("unused", time);
        });
        query.group().map(GroupName::folded).ifPresent(group -> {
            conditions.add(
                    words.isEmpty()
                            ? "account_id in (select account_id from membership where folded = :folded)"
                            : "exists (select 1 from membership as member where member.folded = :folded"
                                    + " and member.username = people_line.username)");
            cells.and("folded", group);
        });
        query.sendsSince().ifPresent(time -> {
            conditions.add(
                    words.isEmpty()
                            ? "account_id in (select account_id from sender where last_seen >= :sends)"
                            : "exists (select 1 from sender where sender.account_id = people_line.account_id"
                                    + " and last_seen >= :sends)");
            cells.and("sends", time);
        });
        return new Where(conditions.stream().map(" and "::concat).collect(Collectors.joining()), cells);
    }

    private static Cells cells(PeopleLine line) {
        return Cells.of("account", line.account())
                .and("username", line.username())
                .and("folded", line.text().value())
                .and("status", line.status().name())
                .and("state", line.state().name())
                .and(
                        "kinds",
                        line.kinds().stream()
                                .map(Method.Kind::code)
                                .sorted()
                                .collect(Collectors.joining(" ", " ", " ")))
                .and("unused", line.unusedSince());
    }
}
