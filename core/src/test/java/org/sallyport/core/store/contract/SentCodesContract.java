package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.telephone.PhoneMessage;

/// Codes that are sent, as they are judged over a store while many ask at once.
public interface SentCodesContract extends StoreUnderTest {
    private Organisation organisation() {
        return new Organisation(store(), Fixtures.keyset(), Limits.standard());
    }

    private static CodeCheck type(Organisation olive, AccountId account, Receiver receiver, String code) {
        return olive.telephones.signIn.check(account, receiver, new TypedCode(code), "visit", Source.UNKNOWN);
    }

    private static void exactlyOneIsLetIn(
            Organisation olive, AccountId account, Receiver receiver, Supplier<String> sent) {
        for (int round = 0; round < 3; round++) {
            var code = sent.get();

            int letIn =
                    Crowd.of(50).succeeding(i -> type(olive, account, receiver, code) instanceof CodeCheck.Accepted);

            assertThat(letIn).isOne();
            // Those who came too late have used up the tries of this day.
            olive.clock.forward(Duration.ofDays(1));
        }
    }

    @Test
    default void T24_ofManyWhoTypeTheSameCodeOfATextAtOnceExactlyOneIsLetIn() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());
        var desk = olive.telephones;
        var phone = desk.register(eleni, "+306901234567");

        exactlyOneIsLetIn(olive, eleni.id(), Receiver.PHONE, () -> {
            assertThat(desk.signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit"))
                    .isEqualTo(new Sending.Sent());
            return desk.telephone.code();
        });
    }

    @Test
    default void T24_ofManyWhoTypeTheSameCodeOfAMailAtOnceExactlyOneIsLetIn() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());
        var mailbox = olive.telephones.registerMailbox(eleni, "eleni@pine.example");

        exactlyOneIsLetIn(olive, eleni.id(), Receiver.MAILBOX, () -> {
            assertThat(olive.telephones.signIn.send(eleni.id(), mailbox, "visit"))
                    .isEqualTo(new Sending.Sent());
            return olive.codeSent();
        });
    }

    @Test
    default void T25_ofManyWrongCodesAtOnceNoMoreAreLookedAtThanAreFree() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());
        var phone = olive.telephones.register(eleni, "+306901234567");
        olive.telephones.signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit");

        int lookedAt = Crowd.of(100)
                .succeeding(i -> type(olive, eleni.id(), Receiver.PHONE, "abcdef") instanceof CodeCheck.Wrong);

        assertThat(lookedAt).isEqualTo(5);
        assertThat(found(books -> Tries.in(books).find(eleni.id(), Tries.Factor.PHONE_CODE))
                        .map(Tries.Count::count))
                .contains(lookedAt);
    }

    @Test
    default void T33_whoeverAsksAHundredTimesAtOnceGetsThreeCodes() {
        var olive = organisation();
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());
        var phone = olive.telephones.register(eleni, "+306901234567");

        int sent = Crowd.of(100)
                .succeeding(i -> olive.telephones.signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit")
                        instanceof Sending.Sent);

        assertThat(sent).isEqualTo(3);
        assertThat(olive.telephones.telephone.taken()).hasSize(sent);
    }

    @Test
    default void T34_neighboursWhoAskAtOnceGetNoMoreThanTheirRangeMay() {
        var olive = organisation();
        var people = IntStream.range(0, 30)
                .mapToObj(i -> olive.add("person" + i, Account.Role.PERSON, Optional.empty()))
                .toList();
        var phones = IntStream.range(0, 30)
                .mapToObj(i -> olive.telephones.register(people.get(i), "+3069012340" + (10 + i)))
                .toList();

        int sent = Crowd.of(30)
                .succeeding(i ->
                        olive.telephones.signIn.send(people.get(i).id(), phones.get(i), PhoneMessage.Form.TEXT, "visit")
                                instanceof Sending.Sent);

        assertThat(sent).isEqualTo(15);
        assertThat(olive.telephones.telephone.taken()).hasSize(15);
    }
}
