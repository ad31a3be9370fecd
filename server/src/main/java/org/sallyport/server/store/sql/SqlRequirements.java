package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;

final class SqlRequirements implements Requirements {
    private static final String EVERYBODY = "everybody";
    private static final String GROUP = "group";
    private static final String PERSON = "person";

    private final Session session;

    SqlRequirements(Session session) {
        this.session = session;
    }

    @Override
    public void set(Requirement requirement) {
        var row = key(requirement.subject())
                .and("required", requirement.required())
                .and("since", requirement.since());
        session.update("""
                insert into requirement (subject, kind, name, required, since, mac)
                values (:subject, :kind, :name, :required, :since, :mac)
                on conflict (subject) do update
                set required = excluded.required, since = excluded.since, mac = excluded.mac
                """, session.guard().bind(Table.REQUIREMENT, row));
    }

    @Override
    public void clear(Subject subject) {
        session.update("delete from requirement where subject = :subject", key(subject));
    }

    @Override
    public Optional<Requirement> find(Subject subject) {
        return session.row(Table.REQUIREMENT, "select * from requirement where subject = :subject", key(subject))
                .map(SqlRequirements::requirement);
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

    private static Cells key(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> key(EVERYBODY, "");
            case Subject.Group(var name) -> key(GROUP, name.value());
            case Subject.Person(var account) -> key(PERSON, account.toString());
        };
    }

    private static Cells key(String kind, String name) {
        return Cells.of("subject", kind + ":" + name).and("kind", kind).and("name", name);
    }

    private static Requirement requirement(Cells row) {
        var name = row.text("name");
        Subject subject = switch (row.text("kind")) {
            case EVERYBODY -> new Subject.Everybody();
            case GROUP -> new Subject.Group(new GroupName(name));
            default -> new Subject.Person(AccountId.parse(name).orElseThrow());
        };
        return new Requirement(subject, MfaState.Required.valueOf(row.text("required")), row.instant("since"));
    }
}
