package org.sallyport.server.store.sql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;

final class SqlRequirements implements Requirements {
    private final Session session;

    SqlRequirements(Session session) {
        this.session = session;
    }

    @Override
    public void set(Requirement requirement) {
        var row = SqlSubjects.cells(requirement.subject())
                .and("required", requirement.required())
                .and("since", requirement.since())
                .and("apps_until", requirement.appsUntil());
        session.update("""
                insert into requirement (subject, kind, name, required, since, apps_until, mac)
                values (:subject, :kind, :name, :required, :since, :apps_until, :mac)
                on conflict (subject) do update
                set required = excluded.required, since = excluded.since, apps_until = excluded.apps_until,
                    mac = excluded.mac
                """, session.guard().bind(Table.REQUIREMENT, row));
    }

    @Override
    public void clear(Subject subject) {
        session.update("delete from requirement where subject = :subject", SqlSubjects.cells(subject));
    }

    @Override
    public Optional<Requirement> find(Subject subject) {
        return session.row(
                        Table.REQUIREMENT,
                        "select * from requirement where subject = :subject",
                        SqlSubjects.cells(subject))
                .map(SqlRequirements::requirement);
    }

    @Override
    public List<Requirement> about(Collection<Subject> subjects) {
        var keys = subjects.stream().map(SqlSubjects::key).toList();
        return session
                .rows(
                        Table.REQUIREMENT,
                        "select * from requirement where subject in (:subjects)",
                        Cells.of("subjects", keys))
                .stream()
                .map(SqlRequirements::requirement)
                .toList();
    }

    @Override
    public List<Requirement> shared() {
        return session
                .rows(
                        Table.REQUIREMENT,
                        "select * from requirement where kind <> 'person' order by subject",
                        Cells.none())
                .stream()
                .map(SqlRequirements::requirement)
                .toList();
    }

    private static Requirement requirement(Cells row) {
        return new Requirement(
                SqlSubjects.subject(row),
                MfaState.Required.valueOf(row.text("required")),
                row.instant("since"),
                row.instantIfAny("apps_until"));
    }
}
