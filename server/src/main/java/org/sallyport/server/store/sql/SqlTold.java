package org.sallyport.server.store.sql;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.notice.Told;

final class SqlTold implements Told {
    private final Session session;

    SqlTold(Session session) {
        this.session = session;
    }

    @Override
    public boolean isDue(AccountId account, String subject, Instant now, Duration every) {
        return session.update(
                        """
                        insert into told (account_id, subject, told_at) values (:account, :subject, :now)
                        on conflict (account_id, subject) do update set told_at = excluded.told_at
                        where told.told_at <= :longAgo
                        """,
                        Cells.of("account", account)
                                .and("subject", subject)
                                .and("now", now)
                                .and("longAgo", now.minus(every)))
                > 0;
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from told where told_at < :before", Cells.of("before", before));
    }
}
