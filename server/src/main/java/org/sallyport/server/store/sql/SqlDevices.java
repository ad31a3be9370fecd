package org.sallyport.server.store.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.Devices;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.secret.Digest;

final class SqlDevices implements Devices {
    private final Session session;

    SqlDevices(Session session) {
        this.session = session;
    }

    @Override
    public void put(Device device) {
        session.update("""
                insert into device (account_id, owner, senders, recipients, most_messages, most_recipients, protocols,
                                    networks, ends, standing, since, card, card_made, card_ends, card_by, mac)
                values (:account_id, :owner, :senders, :recipients, :most_messages, :most_recipients, :protocols,
                        :networks, :ends, :standing, :since, :card, :card_made, :card_ends, :card_by, :mac)
                on conflict (account_id) do update
                set owner = excluded.owner, senders = excluded.senders, recipients = excluded.recipients,
                    most_messages = excluded.most_messages, most_recipients = excluded.most_recipients,
                    protocols = excluded.protocols, networks = excluded.networks, ends = excluded.ends,
                    standing = excluded.standing, since = excluded.since, card = excluded.card,
                    card_made = excluded.card_made, card_ends = excluded.card_ends, card_by = excluded.card_by,
                    mac = excluded.mac
                """, session.guard().bind(Table.DEVICE, cells(device)));
    }

    @Override
    public Optional<Device> find(AccountId account) {
        return session.row(
                        Table.DEVICE, "select * from device where account_id = :account", Cells.of("account", account))
                .map(SqlDevices::device);
    }

    @Override
    public Optional<Device> findToChange(AccountId account) {
        return session.rowToChange(
                        Table.DEVICE, "select * from device where account_id = :account", Cells.of("account", account))
                .map(SqlDevices::device);
    }

    @Override
    public Optional<Device> withCard(Digest token) {
        return session.row(Table.DEVICE, "select * from device where card = :card", Cells.of("card", token.text()))
                .map(SqlDevices::device);
    }

    @Override
    public List<Device> ownedBy(AccountId owner) {
        return readable(session.rows("""
                select device.* from device join account on account.id = device.account_id
                where device.owner = :owner and device.standing <> 'DELETED' order by account.username
                """, Cells.of("owner", owner)));
    }

    @Override
    public List<Device> page(Optional<Username> after, int limit) {
        return readable(session.rows(
                """
                select device.* from device join account on account.id = device.account_id
                where account.username > :after and device.standing <> 'DELETED'
                order by account.username limit :limit
                """,
                Cells.of("after", after.map(Username::canonical).orElse("")).and("limit", limit)));
    }

    private List<Device> readable(List<Cells> rows) {
        return rows.stream().flatMap(row -> readable(row).stream()).toList();
    }

    private Optional<Device> readable(Cells row) {
        try {
            return Optional.of(device(session.guard().check(Table.DEVICE, row)));
        } catch (Tampered altered) {
            session.skip(altered);
            return Optional.empty();
        }
    }

    private static Cells cells(Device device) {
        var limits = device.limits();
        var card = device.card();
        return Cells.of("account_id", device.account())
                .and("owner", device.owner())
                .and("senders", list(limits.senders(), MailPattern::value))
                .and("recipients", list(limits.recipients(), MailPattern::value))
                .and("most_messages", limits.cap().messages())
                .and("most_recipients", limits.cap().recipients())
                .and("protocols", list(limits.protocols(), Protocol::code))
                .and("networks", list(limits.networks(), Network::toString))
                .and("ends", limits.until())
                .and("standing", device.standing())
                .and("since", device.since())
                .and("card", card.map(open -> open.token().text()))
                .and("card_made", card.map(DeviceCard::made))
                .and("card_ends", card.map(DeviceCard::ends))
                .and("card_by", card.map(DeviceCard::by));
    }

    private static Device device(Cells row) {
        return new Device(
                AccountId.parse(row.text("account_id")).orElseThrow(),
                AccountId.parse(row.text("owner")).orElseThrow(),
                new DeviceLimits(
                        set(row.text("senders"), MailPattern::parse),
                        set(row.text("recipients"), MailPattern::parse),
                        new HourlyCap(
                                Math.toIntExact(row.number("most_messages")),
                                Math.toIntExact(row.number("most_recipients"))),
                        set(row.text("protocols"), Protocol::find),
                        set(row.text("networks"), Network::parse),
                        row.instantIfAny("ends")),
                Device.Standing.valueOf(row.text("standing")),
                row.instant("since"),
                row.textIfAny("card")
                        .map(token -> new DeviceCard(
                                Digest.parse(token),
                                row.instant("card_made"),
                                row.instant("card_ends"),
                                AccountId.parse(row.text("card_by")).orElseThrow())));
    }

    private static <E> String list(Collection<E> elements, Function<E, String> written) {
        return elements.stream().map(written).sorted().collect(Collectors.joining(" "));
    }

    private static <E> Set<E> set(String list, Function<String, Optional<E>> read) {
        return Arrays.stream(list.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> read.apply(word).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }
}
