package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Digest;

final class SqlAppPasswords implements AppPasswordBook {
    private final Session session;

    SqlAppPasswords(Session session) {
        this.session = session;
    }

    @Override
    public void add(AppPassword appPassword) {
        session.update(
                """
                insert into app_password (id, account_id, place, label, digest, protocols, networks, issued, expires,
                                          revoked, used_at, used_protocol, used_source, used_client, mac)
                values (:id, :account_id,
                        (select coalesce(max(place), 0) + 1 from app_password where account_id = :account_id),
                        :label, :digest, :protocols, :networks, :issued, :expires,
                        :revoked, :used_at, :used_protocol, :used_source, :used_client, :mac)
                """,
                cells(appPassword)
                        .and("used_at", appPassword.lastUse().map(LastUse::at))
                        .and(
                                "used_protocol",
                                appPassword.lastUse().map(use -> use.protocol().code()))
                        .and("used_source", appPassword.lastUse().map(LastUse::source))
                        .and("used_client", appPassword.lastUse().flatMap(LastUse::client)));
    }

    @Override
    public List<AppPassword> heldBy(AccountId account) {
        return session
                .rows(Table.APP_PASSWORD, """
                        select * from app_password where account_id = :account and (revoked is null or id in (
                            select id from app_password where account_id = :account and revoked is not null
                            order by revoked desc, place desc limit :most))
                        order by place, id
                        """, Cells.of("account", account).and("most", REVOKED_HELD))
                .stream()
                .map(SqlAppPasswords::appPassword)
                .toList();
    }

    @Override
    public Optional<AppPassword> find(AccountId account, AppPasswordId id) {
        return session.row(
                        Table.APP_PASSWORD,
                        "select * from app_password where id = :id and account_id = :account",
                        Cells.of("id", id).and("account", account))
                .map(SqlAppPasswords::appPassword);
    }

    @Override
    public boolean revoke(AccountId account, AppPasswordId id, Instant now) {
        return changeUnrevoked(account, id, appPassword -> appPassword.revokedAt(now));
    }

    @Override
    public boolean rename(AccountId account, AppPasswordId id, Label label) {
        return changeUnrevoked(account, id, appPassword -> appPassword.withLabel(label));
    }

    @Override
    public void used(Map<AppPasswordId, LastUse> uses) {
        // In the order of the ids, so that two nodes that write at once wait for each other instead of deadlocking.
        session.batch(
                """
                update app_password
                set used_at = :at, used_protocol = :protocol, used_source = :source, used_client = :client
                where id = :id and (used_at is null or used_at < :at)
                """,
                uses.entrySet().stream()
                        .sorted(Comparator.comparing(use -> use.getKey().toString()))
                        .map(use -> Cells.of("id", use.getKey())
                                .and("at", use.getValue().at())
                                .and("protocol", use.getValue().protocol().code())
                                .and("source", use.getValue().source())
                                .and("client", use.getValue().client()))
                        .toList());
    }

    private boolean changeUnrevoked(AccountId account, AppPasswordId id, UnaryOperator<AppPassword> change) {
        var changed = session.rowToChange(
                        Table.APP_PASSWORD,
                        "select * from app_password where id = :id and account_id = :account and revoked is null",
                        Cells.of("id", id).and("account", account))
                .map(SqlAppPasswords::appPassword)
                .map(change);
        changed.ifPresent(appPassword -> session.update(
                "update app_password set label = :label, revoked = :revoked, mac = :mac where id = :id",
                cells(appPassword)));
        return changed.isPresent();
    }

    private Cells cells(AppPassword appPassword) {
        var scope = appPassword.scope();
        var lifetime = appPassword.lifetime();
        return session.guard()
                .bind(
                        Table.APP_PASSWORD,
                        Cells.of("id", appPassword.id())
                                .and("account_id", appPassword.account())
                                .and("label", appPassword.label())
                                .and("digest", appPassword.digest().text())
                                .and("protocols", list(scope.protocols(), Protocol::code))
                                .and("networks", list(scope.networks(), Network::toString))
                                .and("issued", lifetime.issued())
                                .and("expires", lifetime.expires())
                                .and("revoked", lifetime.revoked()));
    }

    private static AppPassword appPassword(Cells row) {
        return new AppPassword(
                AppPasswordId.parse(row.text("id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                new Label(row.text("label")),
                Digest.parse(row.text("digest")),
                new Scope(set(row.text("protocols"), Protocol::find), set(row.text("networks"), Network::parse)),
                new Lifetime(row.instant("issued"), row.instantIfAny("expires"), row.instantIfAny("revoked")),
                lastUse(row));
    }

    // Not covered by the row's digest, so anything may stand there; what cannot be read was no use.
    private static Optional<LastUse> lastUse(Cells row) {
        var source = row.textIfAny("used_source").map(Source::ofLiteral).orElse(Source.UNKNOWN);
        var protocol = row.textIfAny("used_protocol").flatMap(Protocol::find);
        var client = row.textIfAny("used_client").flatMap(ClientName::of);
        return row.instantIfAny("used_at").flatMap(at -> protocol.map(p -> new LastUse(at, p, source, client)));
    }

    private static <E> String list(Set<E> elements, Function<E, String> written) {
        return elements.stream().map(written).sorted().collect(Collectors.joining(" "));
    }

    private static <E> Set<E> set(String list, Function<String, Optional<E>> read) {
        return Arrays.stream(list.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> read.apply(word).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }
}
