package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.ApiTokens;
import org.sallyport.core.caller.Network;
import org.sallyport.core.secret.Digest;

final class SqlApiTokens implements ApiTokens {
    private final Session session;

    SqlApiTokens(Session session) {
        this.session = session;
    }

    @Override
    public void add(ApiToken token) {
        session.lockAccount(token.maker());
        var allowance = token.allowance();
        var row = Cells.of("id", token.id())
                .and("account_id", token.maker())
                .and("kind", token.kind())
                .and("root", token.holder().root())
                .and("name", allowance.name())
                .and("scopes", words(allowance.scopes().stream().map(Permission::code)))
                .and("networks", words(allowance.networks().stream().map(Network::toString)))
                .and("digest", token.digest().text())
                .and("made", token.made())
                .and("expires", token.expires());
        session.update("""
                insert into api_token
                    (id, account_id, kind, root, name, scopes, networks, digest, made, expires, last_used, mac)
                values (:id, :account_id, :kind, :root, :name, :scopes, :networks, :digest, :made, :expires, null, :mac)
                """, session.guard().bind(Table.API_TOKEN, row));
    }

    @Override
    public Optional<ApiToken> find(Digest digest) {
        return session.row(
                        Table.API_TOKEN,
                        "select * from api_token where digest = :digest",
                        Cells.of("digest", digest.text()))
                .map(SqlApiTokens::token);
    }

    @Override
    public List<ApiToken> of(AccountId maker) {
        session.lockAccount(maker);
        return session.rows(Table.API_TOKEN, """
                        select * from api_token where account_id = :account order by made desc, id
                        """, Cells.of("account", maker)).stream()
                .map(SqlApiTokens::token)
                .toList();
    }

    @Override
    public void used(UUID id, Instant at) {
        session.update(
                "update api_token set last_used = :at where id = :id",
                Cells.of("id", id).and("at", at));
    }

    @Override
    public int remove(UUID id) {
        return session.update("delete from api_token where id = :id or root = :id", Cells.of("id", id));
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from api_token where expires <= :before", Cells.of("before", before));
    }

    private static ApiToken token(Cells row) {
        return new ApiToken(
                UUID.fromString(row.text("id")),
                new ApiToken.Holder(
                        AccountId.parse(row.text("account_id")).orElseThrow(),
                        ApiToken.Kind.valueOf(row.text("kind")),
                        UUID.fromString(row.text("root"))),
                new Allowance(row.text("name"), scopes(row.text("scopes")), networks(row.text("networks"))),
                Digest.parse(row.text("digest")),
                row.instant("made"),
                row.instant("expires"),
                row.instantIfAny("last_used"));
    }

    private static Set<Permission> scopes(String words) {
        var codes = Set.of(words.split(" "));
        var scopes = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values())
                .filter(permission -> codes.contains(permission.code()))
                .forEach(scopes::add);
        return scopes;
    }

    private static Set<Network> networks(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Network.parse(word).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String words(Stream<String> words) {
        return words.sorted().collect(Collectors.joining(" "));
    }
}
