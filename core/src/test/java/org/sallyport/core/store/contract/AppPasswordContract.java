package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;

public interface AppPasswordContract extends StoreUnderTest {
    @Test
    default void anAppPasswordIsKeptWhole() {
        var plain = Fixtures.appPassword(Fixtures.nikos().id(), "Σαρωτής");
        var scope = new Scope(
                Set.of(Protocol.SMTP, Protocol.IMAP),
                Set.of(
                        Network.parse("192.0.2.0/24").orElseThrow(),
                        Network.parse("2001:db8::/32").orElseThrow()));
        var lifetime =
                new Lifetime(Fixtures.NOW, Optional.of(Fixtures.NOW.plus(Duration.ofDays(90))), Optional.empty());
        var appPassword = new AppPassword(
                plain.id(), plain.account(), plain.label(), plain.digest(), scope, lifetime, Optional.empty());
        change(books -> {
            Fixtures.nikos().enterInto(books);
            AppPasswordBook.in(books).add(appPassword);
        });

        assertThat(found(books -> AppPasswordBook.in(books).find(appPassword.account(), appPassword.id())))
                .contains(appPassword);
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(appPassword.account())))
                .containsExactly(appPassword);
    }

    @Test
    default void ofTheRevokedTheHundredLatestAreHeldAndEveryOneThatIsOpen() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var issued = IntStream.range(0, 103)
                .mapToObj(i -> Fixtures.appPassword(nikos.id(), "number " + i))
                .toList();
        change(books -> issued.forEach(AppPasswordBook.in(books)::add));
        // The first stays open; the last is revoked first and the second next, so those two are the oldest.
        change(books -> {
            for (int i = 1; i < 103; i++) {
                var at = Fixtures.NOW.plusSeconds(i == 102 ? 0 : i);
                AppPasswordBook.in(books).revoke(nikos.id(), issued.get(i).id(), at);
            }
        });

        var held = new ArrayList<>(issued.subList(2, 102));
        held.addFirst(issued.getFirst());
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(nikos.id())))
                .extracting(AppPassword::id)
                .containsExactlyElementsOf(held.stream().map(AppPassword::id).toList());
        assertThat(found(books -> AppPasswordBook.in(books)
                        .find(nikos.id(), issued.get(102).id())))
                .isPresent();
    }

    @Test
    default void appPasswordsComeInTheOrderOfIssue() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var issued = List.of("one", "two", "three", "four").stream()
                .map(label -> Fixtures.appPassword(nikos.id(), label))
                .toList();
        issued.forEach(p -> change(books -> AppPasswordBook.in(books).add(p)));

        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(nikos.id())))
                .containsExactlyElementsOf(issued);
    }

    @Test
    default void anotherAccountFindsRevokesAndRenamesNothing() {
        Fixtures.eleni().addTo(store());
        Fixtures.nikos().addTo(store());
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();
        var elenis = Fixtures.eleni().appPasswords().getFirst();

        assertThat(found(books -> AppPasswordBook.in(books).find(nikos, elenis.id())))
                .isEmpty();
        assertThat(succeeds(books -> AppPasswordBook.in(books).revoke(nikos, elenis.id(), Fixtures.NOW)))
                .isFalse();
        assertThat(succeeds(books -> AppPasswordBook.in(books).rename(nikos, elenis.id(), new Label("Mine"))))
                .isFalse();
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(nikos))).isEmpty();
        assertThat(found(books -> AppPasswordBook.in(books).find(eleni, elenis.id())))
                .contains(elenis);
    }

    @Test
    default void aRevokedAppPasswordStaysOnRecordAndIsRevokedOnce() {
        Fixtures.eleni().addTo(store());
        var eleni = Fixtures.eleni().id();
        var ipad = Fixtures.eleni().appPasswords().getFirst();
        var later = Fixtures.NOW.plusSeconds(5);

        assertThat(succeeds(books -> AppPasswordBook.in(books).revoke(eleni, ipad.id(), later)))
                .isTrue();

        assertThat(succeeds(books -> AppPasswordBook.in(books).revoke(eleni, ipad.id(), later.plusSeconds(1))))
                .isFalse();
        assertThat(succeeds(books -> AppPasswordBook.in(books).rename(eleni, ipad.id(), new Label("New"))))
                .isFalse();
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(eleni)))
                .containsExactly(
                        ipad.revokedAt(later), Fixtures.eleni().appPasswords().getLast());
    }

    @Test
    default void anAppPasswordSleepsUntilItIsWoken() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();
        var later = Fixtures.NOW.plusSeconds(5);

        assertThat(succeeds(books ->
                        AppPasswordBook.in(books).change(ipad.account(), ipad.id(), one -> one.asleepSince(later))))
                .isTrue();
        assertThat(found(books -> AppPasswordBook.in(books).find(ipad.account(), ipad.id())))
                .contains(ipad.asleepSince(later));
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(ipad.account())))
                .containsExactly(
                        ipad.asleepSince(later), Fixtures.eleni().appPasswords().getLast());

        assertThat(succeeds(books -> AppPasswordBook.in(books).change(ipad.account(), ipad.id(), AppPassword::awake)))
                .isTrue();
        assertThat(found(books -> AppPasswordBook.in(books).find(ipad.account(), ipad.id())))
                .contains(ipad);
    }

    @Test
    default void aNewLabelReplacesTheOldOne() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();
        var label = new Label("Ταμπλέτα");

        assertThat(succeeds(books -> AppPasswordBook.in(books).rename(ipad.account(), ipad.id(), label)))
                .isTrue();

        assertThat(found(books -> AppPasswordBook.in(books).find(ipad.account(), ipad.id())))
                .contains(ipad.withLabel(label));
    }

    @Test
    default void renamingAndRevokingAtOnceLosesNeither() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();

        var done = Crowd.of(20)
                .does(i -> i == 10
                        ? in(books -> AppPasswordBook.in(books).revoke(ipad.account(), ipad.id(), Fixtures.NOW))
                        : in(books ->
                                AppPasswordBook.in(books).rename(ipad.account(), ipad.id(), new Label("Label " + i))));

        assertThat(done.get(10)).isTrue();
        assertThat(in(books -> AppPasswordBook.in(books).find(ipad.account(), ipad.id()))
                        .orElseThrow()
                        .lifetime()
                        .isRevoked())
                .isTrue();
    }

    @Test
    default void ofManyWhoRevokeAtOnceOneDid() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();

        assertThat(Crowd.of(20)
                        .succeeding(i ->
                                in(books -> AppPasswordBook.in(books).revoke(ipad.account(), ipad.id(), Fixtures.NOW))))
                .isOne();
    }

    @Test
    default void theLatestUseIsKeptAndAnEarlierOneChangesNothing() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();
        var scanner = Fixtures.eleni().appPasswords().getLast();
        var first = new LastUse(
                Fixtures.NOW, Protocol.IMAP, Source.ofLiteral("192.0.2.7"), ClientName.of("Ταχυδρομείο <102> ${x}"));
        var second = new LastUse(Fixtures.NOW.plusSeconds(60), Protocol.SMTP, Source.UNKNOWN, Optional.empty());
        change(books -> AppPasswordBook.in(books)
                .used(Map.of(ipad.id(), second, scanner.id(), first, AppPasswordId.fresh(), first)));

        change(books -> AppPasswordBook.in(books).used(Map.of(ipad.id(), first)));

        var held = in(books -> AppPasswordBook.in(books).heldBy(ipad.account()));
        assertThat(held.getFirst().lastUse()).contains(second);
        assertThat(held.getLast().lastUse()).contains(first);
    }

    @Test
    default void aUseWithoutAClientForgetsTheOneBefore() {
        Fixtures.eleni().addTo(store());
        var ipad = Fixtures.eleni().appPasswords().getFirst();
        var named = new LastUse(Fixtures.NOW, Protocol.IMAP, Source.UNKNOWN, ClientName.of("Thunderbird 102"));
        var unnamed = new LastUse(Fixtures.NOW.plusSeconds(1), Protocol.IMAP, Source.UNKNOWN, Optional.empty());

        change(books -> AppPasswordBook.in(books).used(Map.of(ipad.id(), named)));
        change(books -> AppPasswordBook.in(books).used(Map.of(ipad.id(), unnamed)));

        assertThat(in(books -> AppPasswordBook.in(books).find(ipad.account(), ipad.id()))
                        .orElseThrow()
                        .lastUse())
                .contains(unnamed);
    }

    @Test
    default void notingNoUseIsAllowed() {
        change(books -> AppPasswordBook.in(books).used(Map.of()));

        assertThat(listed(books ->
                        AppPasswordBook.in(books).heldBy(Fixtures.eleni().id())))
                .isEmpty();
    }
}
