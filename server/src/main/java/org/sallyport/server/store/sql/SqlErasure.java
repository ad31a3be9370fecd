package org.sallyport.server.store.sql;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.deletion.Erasure;

/// Deletes an account's rows from every table that has some. The journal keeps its id, so that every node drops what it
/// remembers.
final class SqlErasure implements Erasure {
    /// Each in a statement of its own, those first that hang on the account's row.
    static final List<String> STATEMENTS = List.of(
            "delete from source_entry where kind = 'PERSON' and exists (select 1 from source_link l where l.account_id ="
                    + " :account and l.source = source_entry.source and l.external_id = source_entry.entry_id)",
            "delete from source_link where account_id = :account",
            "delete from source_conflict where account_id = :account",
            "delete from membership where account_id = :account",
            "delete from posix_account where account_id = :account",
            "delete from credentials where account_id = :account",
            "delete from earlier_password where account_id = :account",
            "delete from authenticator_app where account_id = :account",
            "delete from method where account_id = :account",
            "delete from recovery_code where account_id = :account",
            "delete from enrollment where account_id = :account",
            "delete from challenge where account_id = :account",
            "delete from tries where account_id = :account",
            "delete from app_password where account_id = :account",
            "delete from device where account_id = :account",
            "delete from sent_mail where account_id = :account",
            "delete from browser_session where account_id = :account",
            "delete from remembered_device where account_id = :account",
            "delete from api_token where account_id = :account",
            "delete from known_source where account_id = :account",
            "delete from told where account_id = :account",
            "delete from sender where account_id = :account",
            "delete from switchover where account_id = :account",
            "delete from people_line where account_id = :account",
            "delete from proposal where account_id = :account",
            "delete from proposal where proposer = :account",
            "delete from job_file where id in (select id from job where maker = :account)",
            "delete from job where maker = :account",
            "delete from account where id = :account");

    private final Session session;

    SqlErasure(Session session) {
        this.session = session;
    }

    @Override
    public void erase(AccountId account) {
        session.lockAccount(account);
        var parameters = Cells.of("account", account);
        STATEMENTS.forEach(statement -> session.update(statement, parameters));
    }
}
