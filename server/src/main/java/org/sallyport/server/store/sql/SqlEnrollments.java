package org.sallyport.server.store.sql;

import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.Method;

final class SqlEnrollments implements EnrollmentBook {
    private final Session session;

    SqlEnrollments(Session session) {
        this.session = session;
    }

    @Override
    public void open(Enrollment enrollment) {
        session.update("""
                insert into enrollment (account_id, id, aim, step, kind, sealed, made, shown, used_step,
                                        proved, expires, revision, mac)
                values (:account_id, :id, :aim, :step, :kind, :sealed, :made, :shown, :used_step,
                        :proved, :expires, :revision, :mac)
                on conflict (account_id) do update
                set id = excluded.id, aim = excluded.aim, step = excluded.step, kind = excluded.kind,
                    sealed = excluded.sealed, made = excluded.made, shown = excluded.shown,
                    used_step = excluded.used_step, proved = excluded.proved, expires = excluded.expires,
                    revision = excluded.revision, mac = excluded.mac
                """, cells(enrollment));
    }

    @Override
    public Optional<Enrollment> find(AccountId account) {
        return session.row(
                        Table.ENROLLMENT,
                        "select * from enrollment where account_id = :account",
                        Cells.of("account", account))
                .map(SqlEnrollments::enrollment);
    }

    @Override
    public boolean replace(Enrollment enrollment) {
        var counted = enrollment.withRevision(enrollment.revision() + 1);
        int replaced = session.update("""
                update enrollment
                set step = :step, kind = :kind, sealed = :sealed, made = :made, shown = :shown,
                    used_step = :used_step, proved = :proved, expires = :expires, revision = :revision, mac = :mac
                where account_id = :account_id and id = :id and revision = :before
                """, cells(counted).and("before", enrollment.revision()));
        return replaced > 0;
    }

    @Override
    public void remove(AccountId account) {
        session.update("delete from enrollment where account_id = :account", Cells.of("account", account));
    }

    private Cells cells(Enrollment enrollment) {
        var pending = enrollment.pending();
        return session.guard()
                .bind(
                        Table.ENROLLMENT,
                        Cells.of("account_id", enrollment.account())
                                .and("id", enrollment.id())
                                .and("aim", enrollment.aim())
                                .and("step", enrollment.step())
                                .and("kind", pending.map(Enrollment.Pending::kind))
                                .and("sealed", pending.map(Enrollment.Pending::sealed))
                                .and("made", pending.map(Enrollment.Pending::made))
                                .and("shown", pending.map(p -> p.shown() ? 1 : 0))
                                .and("used_step", pending.map(Enrollment.Pending::usedStep))
                                .and("proved", enrollment.proved())
                                .and("expires", enrollment.expires())
                                .and("revision", enrollment.revision()));
    }

    private static Enrollment enrollment(Cells row) {
        var pending = row.bytesIfAny("sealed")
                .map(bytes -> new Enrollment.Pending(
                        Method.Kind.valueOf(row.text("kind")),
                        bytes,
                        row.instant("made"),
                        row.number("shown") == 1,
                        row.number("used_step")));
        return new Enrollment(
                UUID.fromString(row.text("id")),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                new Enrollment.Place(Enrollment.Aim.valueOf(row.text("aim")), Step.valueOf(row.text("step"))),
                pending,
                row.instant("proved"),
                row.instant("expires"),
                row.number("revision"));
    }
}
