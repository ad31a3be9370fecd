package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.device.SentMail;

final class SqlSentMail implements SentMail {
    private final Session session;

    SqlSentMail(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Entry> find(AccountId device, String instance, String outcome) {
        return session.row("""
                        select * from sent_mail
                        where account_id = :account and instance = :instance and outcome = :outcome
                        """, key(device, instance, outcome))
                .map(row -> new Entry(
                        device, instance, outcome, Math.toIntExact(row.number("recipients")), row.instant("at")));
    }

    @Override
    public void put(Entry entry) {
        session.update(
                """
                insert into sent_mail (account_id, instance, outcome, recipients, at)
                values (:account, :instance, :outcome, :recipients, :at)
                on conflict (account_id, instance, outcome) do update
                set recipients = excluded.recipients, at = excluded.at
                """,
                key(entry.device(), entry.instance(), entry.outcome())
                        .and("recipients", entry.recipients())
                        .and("at", entry.at()));
    }

    @Override
    public List<Count> count(AccountId device, Instant since) {
        return session.rows("""
                        select outcome, count(*) as messages, cast(sum(recipients) as bigint) as recipients
                        from sent_mail where account_id = :account and at > :since
                        group by outcome order by outcome
                        """, Cells.of("account", device).and("since", since)).stream()
                .map(row -> new Count(row.text("outcome"), row.number("messages"), row.number("recipients")))
                .toList();
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from sent_mail where at <= :before", Cells.of("before", before));
    }

    private static Cells key(AccountId device, String instance, String outcome) {
        return Cells.of("account", device).and("instance", instance).and("outcome", outcome);
    }
}
