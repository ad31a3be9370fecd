package org.sallyport.server.store.sql;

import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.enrollment.Step;

final class SqlEnrollments implements EnrollmentBook {
    private final Session session;

    SqlEnrollments(Session session) {
        this.session = session;
    }

    @Override
    public void open(Enrollment enrollment) {
        session.update("""
                insert into enrollment (account_id, id, step, sealed_key, key_made, key_shown, key_used_step,
                                        proved, expires, revision, mac)
                values (:account_id, :id, :step, :sealed_key, :key_made, :key_shown, :key_used_step,
                        :proved, :expires, :revision, :mac)
                on conflict (account_id) do update
                set id = excluded.id, step = excluded.step, sealed_key = excluded.sealed_key,
                    key_made = excluded.key_made, key_shown = excluded.key_shown,
                    key_used_step = excluded.key_used_step, proved = excluded.proved, expires = excluded.expires,
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
                set step = :step, sealed_key = :sealed_key, key_made = :key_made, key_shown = :key_shown,
                    key_used_step = :key_used_step, proved = :proved, expires = :expires, revision = :revision,
                    mac = :mac
                where account_id = :account_id and id = :id and revision = :before
                """, cells(counted).and("before", enrollment.revision()));
        return replaced > 0;
    }

    @Override
    public void remove(AccountId account) {
        session.update("delete from enrollment where account_id = :account", Cells.of("account", account));
    }

    private Cells cells(Enrollment enrollment) {
        var key = enrollment.key();
        return session.guard()
                .bind(
                        Table.ENROLLMENT,
                        Cells.of("account_id", enrollment.account())
                                .and("id", enrollment.id())
                                .and("step", enrollment.step())
                                .and("sealed_key", key.map(Enrollment.PendingKey::sealed))
                                .and("key_made", key.map(Enrollment.PendingKey::made))
                                .and("key_shown", key.map(k -> k.shown() ? 1 : 0))
                                .and("key_used_step", key.map(Enrollment.PendingKey::usedStep))
                                .and("proved", enrollment.proved())
                                .and("expires", enrollment.expires())
                                .and("revision", enrollment.revision()));
    }

    private static Enrollment enrollment(Cells row) {
        var key = row.bytesIfAny("sealed_key")
                .map(bytes -> new Enrollment.PendingKey(
                        bytes, row.instant("key_made"), row.number("key_shown") == 1, row.number("key_used_step")));
        return new Enrollment(
                UUID.fromString(row.text("id")),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                Step.valueOf(row.text("step")),
                key,
                row.instant("proved"),
                row.instant("expires"),
                row.number("revision"));
    }
}
