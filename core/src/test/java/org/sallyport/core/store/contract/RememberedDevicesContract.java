package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.session.RememberedDevice;
import org.sallyport.core.session.RememberedDevices;

public interface RememberedDevicesContract extends StoreUnderTest {
    private Digest token(String token) {
        return Fixtures.keyset().digest(Purpose.SESSION, token.getBytes(StandardCharsets.US_ASCII));
    }

    private RememberedDevice device(String token, AccountId account, Instant lastUsed) {
        var place = new Seal.Place("remembered_device", "content", token(token).text());
        var sealed = new Seal(Fixtures.keyset(), Fixtures.generator()).seal(place, new byte[] {1, 2, 3});
        var ends = Fixtures.NOW.plus(Duration.ofDays(30));
        return new RememberedDevice(token(token), UUID.randomUUID(), account, Fixtures.NOW, lastUsed, ends, sealed);
    }

    @Test
    default void aDeviceIsKeptWhole() {
        var device = device("token", Fixtures.eleni().id(), Fixtures.NOW.plusSeconds(5));
        change(books -> RememberedDevices.in(books).add(device));

        var found = in(books -> RememberedDevices.in(books).find(device.key())).orElseThrow();

        assertThat(found).usingRecursiveComparison().isEqualTo(device);
        assertThat(found(books -> RememberedDevices.in(books).find(token("another"))))
                .isEmpty();
    }

    @Test
    default void theDevicesOfAnAccountAreListedLatestUsedFirstAndForgottenTogether() {
        var eleni = Fixtures.eleni().id();
        change(books -> {
            RememberedDevices.in(books).add(device("phone", eleni, Fixtures.NOW));
            RememberedDevices.in(books).add(device("desk", eleni, Fixtures.NOW.plusSeconds(60)));
            RememberedDevices.in(books).add(device("other", Fixtures.nikos().id(), Fixtures.NOW));
        });

        assertThat(listed(books -> RememberedDevices.in(books).of(eleni)))
                .extracting(RememberedDevice::key)
                .containsExactly(token("desk"), token("phone"));
        assertThat(number(books -> RememberedDevices.in(books).removeAllOf(eleni)))
                .isEqualTo(2);
        assertThat(listed(books -> RememberedDevices.in(books).of(eleni))).isEmpty();
        assertThat(found(books -> RememberedDevices.in(books).find(token("other"))))
                .isPresent();
    }

    @Test
    default void ofManyWhoUseOneTokenAtOnceOneDid() {
        change(books ->
                RememberedDevices.in(books).add(device("token", Fixtures.eleni().id(), Fixtures.NOW)));

        assertThat(Crowd.of(20)
                        .succeeding(i -> in(books -> RememberedDevices.in(books).remove(token("token")))))
                .isOne();
    }

    @Test
    default void whatHasEndedIsSwept() {
        change(books ->
                RememberedDevices.in(books).add(device("token", Fixtures.eleni().id(), Fixtures.NOW)));

        change(books -> RememberedDevices.in(books)
                .sweep(Fixtures.NOW.plus(Duration.ofDays(30)).minusMillis(1)));
        assertThat(found(books -> RememberedDevices.in(books).find(token("token"))))
                .isPresent();
        change(books -> RememberedDevices.in(books).sweep(Fixtures.NOW.plus(Duration.ofDays(30))));
        assertThat(found(books -> RememberedDevices.in(books).find(token("token"))))
                .isEmpty();
    }
}
