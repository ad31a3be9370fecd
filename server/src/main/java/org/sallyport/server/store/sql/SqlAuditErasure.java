package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.secret.Digest;

final class SqlAuditErasure implements AuditErasure {
    private final Session session;
    private final SqlAuditLog log;
    private final AuditChain chain;

    SqlAuditErasure(Session session, SqlAuditLog log, AuditChain chain) {
        this.session = session;
        this.log = log;
        this.chain = chain;
    }

    @Override
    public int forget(AccountId about, int most) {
        log.flush();
        var bare = withDetails(about, most).stream()
                .flatMap(entry -> chain.withoutDetails(before(entry.number()), entry).stream())
                .map(entry -> Cells.of("number", entry.number())
                        .and("details", Pairs.write(entry.event().details())))
                .toList();
        session.batch("update audit set details = :details where number = :number", bare);
        return bare.size();
    }

    private List<AuditLog.Entry> withDetails(AccountId about, int most) {
        return session.rows("""
                        select * from audit where about = :about and details <> '' and substr(details, 1, 7) <> 'erased='
                        order by number limit :most
                        """, Cells.of("about", about).and("most", most)).stream()
                .map(SqlAuditLog::entry)
                .toList();
    }

    private Optional<Digest> before(long number) {
        return session.row("select * from audit where number = :number", Cells.of("number", number - 1))
                .map(SqlAuditLog::entry)
                .map(AuditLog.Entry::link)
                .or(() -> log.anchor().map(AuditLog.Anchor::link));
    }
}
