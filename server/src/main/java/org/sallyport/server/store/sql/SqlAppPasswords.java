package org.sallyport.server.store.sql;

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
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.FirstUses;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Digest;

final class SqlAppPasswords implements AppPasswordBook, FirstUses {
    private static final String AWAITED = "awaited";
    private static final String HAPPENED = "happened";

    private final Session session;

    SqlAppPasswords(Session session) {
        this.session = session;
    }

    @Override
    public void add(AppPassword appPassword) {
        session.update(
                """
                insert into app_password (id, account_id, place, label, digest, protocols, networks, issued, expires,
                                          revoked, opens_from, unused_until, first_use, first_used, tied_families,
                                          tied_networks, asleep, used_at, used_protocol, used_source, used_client,
                                          mac)
                values (:id, :account_id,
                        (select coalesce(max(place), 0) + 1 from app_password where account_id = :account_id),
                        :label, :digest, :protocols, :networks, :issued, :expires,
                        :revoked, :opens_from, :unused_until, :first_use, :first_used, :tied_families,
                        :tied_networks, :asleep, :used_at, :used_protocol, :used_source, :used_client, :mac)
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
    public boolean change(AccountId account, AppPasswordId id, UnaryOperator<AppPassword> change) {
        return changeUnrevoked(account, id, appPassword -> Optional.of(change.apply(appPassword)));
    }

    @Override
    public boolean happened(AccountId account, AppPasswordId id, FirstUse.Happened use) {
        return changeUnrevoked(
                account,
                id,
                appPassword ->
                        Optional.of(appPassword).filter(AppPassword::isAwaited).map(awaited -> awaited.with(use)));
    }

    @Override
    public boolean allow(AccountId account, AppPasswordId id, Protocol.Family family, Network network) {
        return changeUnrevoked(account, id, appPassword -> appPassword.allowing(family, network));
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

    /// @param change empty where there is nothing to change
    private boolean changeUnrevoked(
            AccountId account, AppPasswordId id, Function<AppPassword, Optional<AppPassword>> change) {
        var changed = session.rowToChange(
                        Table.APP_PASSWORD,
                        "select * from app_password where id = :id and account_id = :account and revoked is null",
                        Cells.of("id", id).and("account", account))
                .map(SqlAppPasswords::appPassword)
                .flatMap(change);
        changed.ifPresent(appPassword -> session.update("""
                update app_password
                set label = :label, revoked = :revoked, asleep = :asleep, first_use = :first_use, first_used = :first_used,
                    tied_families = :tied_families, tied_networks = :tied_networks, mac = :mac
                where id = :id
                """, cells(appPassword)));
        return changed.isPresent();
    }

    private Cells cells(AppPassword appPassword) {
        var scope = appPassword.scope();
        var lifetime = appPassword.lifetime();
        var row = Cells.of("id", appPassword.id())
                .and("account_id", appPassword.account())
                .and("label", appPassword.label())
                .and("digest", appPassword.digest().text())
                .and("protocols", list(scope.protocols(), Protocol::code))
                .and("networks", list(scope.networks(), Network::toString))
                .and("issued", lifetime.issued())
                .and("expires", lifetime.expires())
                .and("revoked", lifetime.revoked())
                .and("opens_from", lifetime.opensFrom())
                .and("unused_until", lifetime.unusedUntil())
                .and("asleep", lifetime.asleep());
        return session.guard()
                .bind(Table.APP_PASSWORD, withFirstUse(row, appPassword.uses().first()));
    }

    private static Cells withFirstUse(Cells row, FirstUse first) {
        return switch (first) {
            case FirstUse.NotKept() -> withFirstUse(row, Optional.empty(), Optional.empty());
            case FirstUse.Awaited() -> withFirstUse(row, Optional.of(AWAITED), Optional.empty());
            case FirstUse.Happened use -> withFirstUse(row, Optional.of(HAPPENED), Optional.of(use));
        };
    }

    private static Cells withFirstUse(Cells row, Optional<String> state, Optional<FirstUse.Happened> use) {
        return row.and("first_use", state)
                .and("first_used", use.map(FirstUse.Happened::at))
                .and("tied_families", use.map(u -> list(u.ties().families(), Protocol.Family::code)))
                .and("tied_networks", use.map(u -> list(u.ties().networks(), Network::toString)));
    }

    private static AppPassword appPassword(Cells row) {
        return new AppPassword(
                AppPasswordId.parse(row.text("id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                new Label(row.text("label")),
                Digest.parse(row.text("digest")),
                new Scope(set(row.text("protocols"), Protocol::find), set(row.text("networks"), Network::parse)),
                new Lifetime(
                        row.instant("issued"),
                        row.instantIfAny("expires"),
                        row.instantIfAny("revoked"),
                        row.instantIfAny("opens_from"),
                        row.instantIfAny("unused_until"),
                        row.instantIfAny("asleep")),
                new Uses(firstUse(row), lastUse(row)));
    }

    private static FirstUse firstUse(Cells row) {
        return switch (row.textIfAny("first_use").orElse("")) {
            case "" -> new FirstUse.NotKept();
            case AWAITED -> new FirstUse.Awaited();
            case HAPPENED ->
                new FirstUse.Happened(
                        row.instant("first_used"),
                        new Ties(
                                set(row.text("tied_families"), Protocol.Family::find),
                                set(row.text("tied_networks"), Network::parse)));
            default -> throw new IllegalStateException("no release writes this first use");
        };
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
