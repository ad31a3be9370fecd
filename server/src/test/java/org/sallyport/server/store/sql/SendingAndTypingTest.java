package org.sallyport.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.telephone.PhoneMessage;

/// Codes of one account that are sent and typed at the same moment, at two nodes over one PostgreSQL: what collides is
/// done again and succeeds, so only the count of it shows whether two waited for each other.
class SendingAndTypingTest {
    private static final int ROUNDS = 40;
    private static final int CROWD = 8;
    private static final String NUMBER = "+306901234567";
    private static final EmailAddress ADDRESS = new EmailAddress("eleni@pine.example");

    private final SqlStore first;
    private final SqlStore second;
    private final List<CountedTurns> stores;
    private final List<Organisation> nodes;
    private final AccountId eleni;

    SendingAndTypingTest() {
        var database = PostgresServer.shared().newDatabase();
        first = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        second = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
        stores = List.of(new CountedTurns(first), new CountedTurns(second));
        nodes = stores.stream()
                .map(store -> new Organisation(store, Fixtures.keyset(), Limits.standard()))
                .toList();
        eleni = nodes.getFirst().enforced("eleni").id();
    }

    @AfterEach
    void close() {
        second.close();
        first.close();
    }

    @Test
    void ofATextAtSignInNoTwoWaitForEachOther() {
        var phone = nodes.getFirst().telephones.register(account(), NUMBER);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(text(0, phone)).isEqualTo(new Sending.Sent());
            var code = new TypedCode(nodes.getFirst().telephones.telephone.code());

            Crowd.of(CROWD).does(i -> i / 2 % 2 == 0 ? text(i, phone) : type(i, Receiver.PHONE, code));
            nextDay();
        }
        assertThat(doneAgain()).isZero();
    }

    @Test
    void ofAMailAtSignInNoTwoWaitForEachOther() {
        var mailbox = nodes.getFirst().telephones.registerMailbox(account(), ADDRESS.value());
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(node(0).telephones.signIn.send(eleni, mailbox, "visit")).isEqualTo(new Sending.Sent());
            var code = new TypedCode(nodes.getFirst().codeSent());

            Crowd.of(CROWD)
                    .does(i -> i / 2 % 2 == 0
                            ? node(i).telephones.signIn.send(eleni, mailbox, "visit")
                            : type(i, Receiver.MAILBOX, code));
            nextDay();
        }
        assertThat(doneAgain()).isZero();
    }

    @Test
    void ofATextWhileATelephoneIsRegisteredNoTwoWaitForEachOther() {
        for (int round = 0; round < ROUNDS; round++) {
            nodes.getFirst().enrollments.beginAnother(eleni);
            assertThat(node(0).telephones.phoneSetup.choose(eleni, new PhoneNumber(NUMBER), PhoneMessage.Form.TEXT))
                    .contains(new Sending.Sent());
            var code = new TypedCode(nodes.getFirst().telephones.telephone.code());

            Crowd.of(CROWD)
                    .does(i -> i / 2 % 2 == 0
                            ? node(i).telephones.phoneSetup.sendAgain(eleni, PhoneMessage.Form.TEXT)
                            : node(i).telephones.phoneSetup.prove(eleni, code));
            forgetAll(Method.Kind.PHONE);
            nextDay();
        }
        assertThat(doneAgain()).isZero();
    }

    @Test
    void ofAMailWhileAMailboxIsRegisteredNoTwoWaitForEachOther() {
        for (int round = 0; round < ROUNDS; round++) {
            nodes.getFirst().enrollments.beginAnother(eleni);
            assertThat(node(0).telephones.mailboxSetup.choose(eleni, ADDRESS, Source.UNKNOWN))
                    .contains(new Sending.Sent());
            var code = new TypedCode(nodes.getFirst().codeSent());

            Crowd.of(CROWD)
                    .does(i -> i / 2 % 2 == 0
                            ? node(i).telephones.mailboxSetup.sendAgain(eleni, Source.UNKNOWN)
                            : node(i).telephones.mailboxSetup.prove(eleni, code));
            forgetAll(Method.Kind.MAILBOX);
            nextDay();
        }
        assertThat(doneAgain()).isZero();
    }

    private Organisation node(int number) {
        return nodes.get(number % nodes.size());
    }

    private Account account() {
        return first.transact(books -> Accounts.in(books).find(eleni).orElseThrow());
    }

    private Sending text(int number, MethodId phone) {
        return node(number).telephones.signIn.send(eleni, phone, PhoneMessage.Form.TEXT, "visit");
    }

    private CodeCheck type(int number, Receiver receiver, TypedCode code) {
        return node(number).telephones.signIn.check(eleni, receiver, code, "visit", Source.UNKNOWN);
    }

    private void forgetAll(Method.Kind kind) {
        var _ = first.transact(books -> {
            EnrollmentBook.in(books).remove(eleni);
            Methods.in(books).heldBy(eleni).stream()
                    .filter(method -> method.kind() == kind)
                    .forEach(method -> Methods.in(books).remove(eleni, method.id()));
            return true;
        });
    }

    /// On which everything is forgotten that was counted.
    private void nextDay() {
        nodes.forEach(node -> node.clock.forward(Duration.ofDays(1)));
    }

    private int doneAgain() {
        return stores.stream().mapToInt(CountedTurns::again).sum();
    }
}
