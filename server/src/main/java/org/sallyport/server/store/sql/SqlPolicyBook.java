package org.sallyport.server.store.sql;

import java.util.Collection;
import java.util.List;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.PolicyValue;
import org.sallyport.core.policy.Subject;

final class SqlPolicyBook implements PolicyBook {
    private final Session session;

    SqlPolicyBook(Session session) {
        this.session = session;
    }

    @Override
    public void set(PolicyValue value) {
        var row = SqlSubjects.cells(value.subject())
                .and("id", id(value.subject(), value.code()))
                .and("code", value.code())
                .and("value", value.value())
                .and("since", value.since());
        session.update("""
                insert into policy_value (id, subject, kind, name, code, value, since, mac)
                values (:id, :subject, :kind, :name, :code, :value, :since, :mac)
                on conflict (id) do update
                set value = excluded.value, since = excluded.since, mac = excluded.mac
                """, session.guard().bind(Table.POLICY_VALUE, row));
    }

    @Override
    public void clear(Subject subject, String code) {
        session.update("delete from policy_value where id = :id", Cells.of("id", id(subject, code)));
    }

    @Override
    public List<PolicyValue> about(Collection<Subject> subjects) {
        var keys = subjects.stream().map(SqlSubjects::key).toList();
        return values("select * from policy_value where subject in (:subjects)", Cells.of("subjects", keys));
    }

    @Override
    public List<PolicyValue> all() {
        return values("select * from policy_value order by id", Cells.none());
    }

    private List<PolicyValue> values(String sql, Cells parameters) {
        return session.rows(Table.POLICY_VALUE, sql, parameters).stream()
                .map(row -> new PolicyValue(
                        SqlSubjects.subject(row), row.text("code"), row.text("value"), row.instant("since")))
                .toList();
    }

    // No code has a blank in it, so no two have the same.
    private static String id(Subject subject, String code) {
        return SqlSubjects.key(subject) + " " + code;
    }
}
