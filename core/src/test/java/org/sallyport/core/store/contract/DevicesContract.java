package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Person;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;

public interface DevicesContract extends StoreUnderTest {
    private static Device plain(AccountId account, AccountId owner) {
        return Device.fresh(account, owner, DeviceLimits.sending(Set.of()), Fixtures.NOW);
    }

    private static Digest token(int number) {
        return Fixtures.keyset().digest(Purpose.ONE_TIME_CODE, new byte[] {(byte) number});
    }

    private static Device whole(AccountId account, AccountId owner) {
        var limits = new DeviceLimits(
                Set.of(new MailPattern("scan@olive.example"), new MailPattern("pine.example")),
                Set.of(new MailPattern("olive.example")),
                new HourlyCap(7, 70),
                Set.of(Protocol.SMTP, Protocol.IMAP),
                Set.of(
                        Network.parse("192.0.2.0/24").orElseThrow(),
                        Network.parse("2001:db8::/32").orElseThrow()),
                Optional.of(Fixtures.NOW.plus(Duration.ofDays(90))));
        var card = new DeviceCard(token(1), Fixtures.NOW, Fixtures.NOW.plus(DeviceCard.GOOD_FOR), owner);
        return new Device(account, owner, limits, Device.Standing.WORKS, Fixtures.NOW, Optional.of(card));
    }

    private Person entered(String name) {
        var person = Fixtures.named(name);
        change(person::enterInto);
        return person;
    }

    @Test
    default void aScannerIsKeptWhole() {
        var scanner = entered("scanner@olive.example").id();
        var device = whole(scanner, Fixtures.eleni().id());
        change(books -> Devices.in(books).put(device));

        assertThat(found(books -> Devices.in(books).find(scanner))).contains(device);
        assertThat(found(books -> Devices.in(books).findToChange(scanner))).contains(device);
        assertThat(found(books -> Devices.in(books).find(Fixtures.eleni().id())))
                .isEmpty();
    }

    @Test
    default void whatIsKeptOfADeviceIsReplaced() {
        var scanner = entered("scanner@olive.example").id();
        change(books -> Devices.in(books).put(whole(scanner, Fixtures.eleni().id())));
        var changed = plain(scanner, Fixtures.nikos().id())
                .with(Device.Standing.PAUSED_BY_FLOOD, Fixtures.NOW.plusSeconds(9));
        change(books -> Devices.in(books).put(changed));

        assertThat(found(books -> Devices.in(books).find(scanner))).contains(changed);
        assertThat(found(books -> Devices.in(books).withCard(token(1)))).isEmpty();
    }

    @Test
    default void aCardIsFoundByItsToken() {
        var scanner = entered("scanner@olive.example").id();
        var device = whole(scanner, Fixtures.eleni().id());
        change(books -> Devices.in(books).put(device));

        assertThat(found(books -> Devices.in(books).withCard(token(1)))).contains(device);
        assertThat(found(books -> Devices.in(books).withCard(token(2)))).isEmpty();
    }

    @Test
    default void devicesAreListedByTheNamesOfTheirAccountsAndOwners() {
        var eleni = Fixtures.eleni().id();
        var printer = plain(entered("printer@olive.example").id(), eleni);
        var backup =
                plain(entered("backup@olive.example").id(), Fixtures.nikos().id());
        var scanner = plain(entered("scanner@olive.example").id(), eleni);
        var gone = plain(entered("gone@olive.example").id(), eleni).with(Device.Standing.DELETED, Fixtures.NOW);
        change(books -> List.of(printer, backup, scanner, gone).forEach(Devices.in(books)::put));

        assertThat(listed(books -> Devices.in(books).ownedBy(eleni))).containsExactly(printer, scanner);
        assertThat(listed(books -> Devices.in(books).page(Optional.empty(), 2))).containsExactly(backup, printer);
        var behind = Optional.of(new Username("printer@olive.example"));
        assertThat(listed(books -> Devices.in(books).page(behind, 9))).containsExactly(scanner);
    }
}
