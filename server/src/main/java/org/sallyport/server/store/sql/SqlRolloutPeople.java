package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.RolloutPeople;

/// Looks along the index of people. Whom it names is read anew by whoever changes something about them.
final class SqlRolloutPeople implements RolloutPeople {
    private static final String LEFT = """
             from people_line p where p.status = 'ACTIVE'
                and not exists (select 1 from switchover x
                    where x.rollout_id = :rollout and x.account_id = p.account_id)
                and not exists (select 1 from requirement r where r.kind = 'person' and r.subject = 'person:' || p.account_id)
            """;

    private static final String OF_EVERYBODY = """
             and not exists (select 1 from membership m join requirement r on r.subject = 'group:' || m.name
                where m.account_id = p.account_id)
            """;

    private static final String OF_GROUP = """
             and p.account_id in (select account_id from membership where folded = :folded and name = :group)
             and not exists (select 1 from membership m join requirement r on r.subject = 'group:' || m.name
                where m.account_id = p.account_id and m.name <> :group and r.required = 'YES'
                    and (r.apps_until is null or r.apps_until < :until
                        or (r.apps_until = :until and r.since < :began)))
            """;

    private static final String SENDING =
            " and exists (select 1 from sender s where s.account_id = p.account_id and s.last_seen >= :since)";

    private static final String QUIET =
            " and not exists (select 1 from sender s where s.account_id = p.account_id and s.last_seen >= :since)";

    private final Session session;

    SqlRolloutPeople(Session session) {
        this.session = session;
    }

    @Override
    public List<One> page(Sought sought, Optional<Username> after, int limit) {
        return session
                .rows(
                        "select p.account_id, p.username, (select count(*) from sender s"
                                + " where s.account_id = p.account_id and s.last_seen >= :since) as apps"
                                + who(sought) + " and p.username > :after order by p.username limit :limit",
                        cells(sought)
                                .and("after", after.map(Username::canonical).orElse(""))
                                .and("limit", limit))
                .stream()
                .map(row -> new One(
                        AccountId.parse(row.text("account_id")).orElseThrow(),
                        Username.parse(row.text("username")).orElseThrow(),
                        Math.toIntExact(row.number("apps"))))
                .toList();
    }

    @Override
    public int count(Sought sought) {
        return Math.toIntExact(session.row("select count(*) as number" + who(sought), cells(sought))
                .orElseThrow()
                .number("number"));
    }

    @Override
    public List<App> apps(Sought sought, int limit) {
        return session
                .rows(
                        "select protocol, asker, coalesce(client, '') as client, count(distinct account_id) as people"
                                + " from sender where last_seen >= :since and account_id in (select p.account_id"
                                + who(sought) + ") group by protocol, asker, coalesce(client, '')"
                                + " order by people desc, protocol, asker, client limit :limit",
                        cells(sought).and("limit", limit))
                .stream()
                .map(row -> new App(
                        row.text("protocol"),
                        row.text("asker"),
                        row.text("client"),
                        Math.toIntExact(row.number("people"))))
                .toList();
    }

    // Constants of this class, one behind the other; whatever somebody typed is a parameter.
    private static String who(Sought sought) {
        var about = sought.rollout().subject() instanceof Subject.Group ? OF_GROUP : OF_EVERYBODY;
        return LEFT
                + about
                + switch (sought.who()) {
                    case EVERYBODY -> "";
                    case SENDING -> SENDING;
                    case QUIET -> QUIET;
                };
    }

    private static Cells cells(Sought sought) {
        var rollout = sought.rollout();
        var cells = Cells.of("rollout", rollout.id())
                .and("since", sought.since())
                .and("until", rollout.takesUntil())
                .and("began", rollout.began());
        return rollout.subject() instanceof Subject.Group(GroupName name)
                ? cells.and("group", name).and("folded", name.folded())
                : cells;
    }
}
