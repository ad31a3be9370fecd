package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.MethodText;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.secret.Seal;

/// Authenticator apps in a table of their own, every other kind in one with what it consists of sealed.
final class SqlMethods implements Methods, Passkeys {
    private static final String BY_CREDENTIAL = "select * from method where credential = :credential";

    private final Session session;

    SqlMethods(Session session) {
        this.session = session;
    }

    @Override
    public void add(Method method) {
        if (method instanceof AuthenticatorApp app) {
            add(app);
            return;
        }
        int added = session.update(
                """
                insert into method (id, account_id, kind, place, label, credential, content, registered, mac)
                values (:id, :account_id, :kind, :place, :label, :credential, :content,
                        :registered, :mac)
                on conflict (credential) do nothing
                """, cells(method).and("place", places(method.account()).last() + 1));
        if (added == 0) {
            throw new IllegalArgumentException("this credential is registered already");
        }
    }

    @Override
    public List<Method> heldBy(AccountId account) {
        var apps = session
                .rows(
                        Table.AUTHENTICATOR_APP,
                        "select * from authenticator_app where account_id = :account",
                        Cells.of("account", account))
                .stream()
                .map(row -> new Placed(row.number("place"), app(row)));
        var others = session
                .rows(Table.METHOD, "select * from method where account_id = :account", Cells.of("account", account))
                .stream()
                .map(row -> new Placed(row.number("place"), method(row)));
        return Stream.concat(apps, others)
                .sorted(Placed.ORDER)
                .map(Placed::method)
                .toList();
    }

    /// A method and where it stands among those of its account.
    private record Placed(long place, Method method) {
        static final Comparator<Placed> ORDER = Comparator.comparingLong(Placed::place)
                .thenComparing(placed -> placed.method().registered())
                .thenComparing(placed -> placed.method().id().toString());
    }

    @Override
    public boolean advance(MethodId id, long step) {
        int advanced = session.update(
                "update authenticator_app set last_step = :step where id = :id and last_step < :step",
                Cells.of("id", id).and("step", step));
        return advanced > 0;
    }

    @Override
    public boolean rename(AccountId account, MethodId id, String label) {
        var named = Cells.of("id", id).and("account", account);
        var app = session.rowToChange(
                        Table.AUTHENTICATOR_APP,
                        "select * from authenticator_app where id = :id and account_id = :account",
                        named)
                .map(row -> cells(app(row).named(label)));
        app.ifPresent(
                row -> session.update("update authenticator_app set label = :label, mac = :mac where id = :id", row));
        // Locked before it is read: what is written back is all of it, with its latest use.
        var other = session.rowToChange(
                        Table.METHOD, "select * from method where id = :id and account_id = :account", named)
                .map(row -> cells(method(row).named(label)));
        other.ifPresent(row ->
                session.update("update method set label = :label, content = :content, mac = :mac where id = :id", row));
        return app.isPresent() || other.isPresent();
    }

    @Override
    public boolean prefer(AccountId account, MethodId id) {
        var named = Cells.of("id", id)
                .and("account", account)
                .and("place", places(account).first() - 1);
        int moved = session.update(
                "update authenticator_app set place = :place where id = :id and account_id = :account", named);
        return moved > 0
                || session.update("update method set place = :place where id = :id and account_id = :account", named)
                        > 0;
    }

    @Override
    public boolean remove(AccountId account, MethodId id) {
        var named = Cells.of("id", id).and("account", account);
        int removed = session.update("delete from authenticator_app where id = :id and account_id = :account", named);
        return removed > 0 || session.update("delete from method where id = :id and account_id = :account", named) > 0;
    }

    @Override
    public Optional<Passkey> find(String credentialId) {
        return session.row(Table.METHOD, BY_CREDENTIAL, credential(credentialId))
                .map(row -> (Passkey) method(row));
    }

    @Override
    public boolean used(Passkey read, Passkey.LastUse use) {
        return session.rowToChange(
                        Table.METHOD,
                        BY_CREDENTIAL,
                        credential(read.credential().id()))
                .filter(row -> method(row) instanceof Passkey kept
                        && kept.id().equals(read.id())
                        && kept.credential().equals(read.credential()))
                .map(row -> session.update(
                                "update method set label = :label, content = :content, mac = :mac where id = :id",
                                cells(((Passkey) method(row)).after(use)))
                        > 0)
                .orElse(false);
    }

    private static Cells credential(String id) {
        return Cells.of("credential", id);
    }

    private void add(AuthenticatorApp app) {
        session.update("""
                insert into authenticator_app (id, account_id, place, label, sealed_key, last_step, registered, mac)
                values (:id, :account_id, :place, :label, :sealed_key, :last_step, :registered, :mac)
                """, cells(app).and("place", places(app.account()).last() + 1));
    }

    /// Of the places that the methods of an account have, the first and the last; places are numbers of any sign.
    private record Places(long first, long last) {}

    // Places are not bound to the keyset: which method is asked for first opens nothing.
    private Places places(AccountId account) {
        return session.row("""
                        select coalesce(min(place), 1) as lowest, coalesce(max(place), 0) as highest
                        from (select place from authenticator_app where account_id = :account
                              union all
                              select place from method where account_id = :account) as places
                        """, Cells.of("account", account))
                .map(row -> new Places(row.number("lowest"), row.number("highest")))
                .orElseThrow();
    }

    private Cells cells(AuthenticatorApp app) {
        var row = Cells.of("id", app.id())
                .and("account_id", app.account())
                .and("label", app.label())
                .and("sealed_key", app.sealedKey())
                .and("last_step", app.lastStep())
                .and("registered", app.registered());
        return session.guard().bind(Table.AUTHENTICATOR_APP, row);
    }

    private Cells cells(Method method) {
        var credential = method instanceof Passkey passkey
                ? Optional.of(passkey.credential().id())
                : Optional.<String>empty();
        var place = new Seal.Place("method", "content", method.id().toString());
        var row = Cells.of("id", method.id())
                .and("account_id", method.account())
                .and("kind", method.kind())
                .and("label", method.label())
                .and("credential", credential)
                .and(
                        "content",
                        session.guard().seal(place, MethodText.write(method).getBytes(UTF_8)))
                .and("registered", method.registered());
        return session.guard().bind(Table.METHOD, row);
    }

    private static AuthenticatorApp app(Cells row) {
        return new AuthenticatorApp(
                MethodId.parse(row.text("id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                row.text("label"),
                row.bytes("sealed_key"),
                row.number("last_step"),
                row.instant("registered"));
    }

    private Method method(Cells row) {
        var content = session.guard().open(Table.METHOD, row).orElseThrow();
        return MethodText.read(
                Method.Kind.valueOf(row.text("kind")),
                MethodId.parse(row.text("id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                row.text("label"),
                new String(content, UTF_8),
                row.instant("registered"));
    }
}
