package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.throttle.KnownSources;

class VerdictNotesTest {
    private final MayFail store = new MayFail(new MemoryStore(Fixtures.keyset()));
    private final Organisation olive = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced("eleni@olive.example");
    private final String letters =
            olive.issue(eleni, Scope.everything()).secret().reveal();

    @Test
    void nothingIsWrittenBeforeTheFlush() {
        accept();
        assertThat(signIns()).isEmpty();
    }

    @Test
    void equalSignInsAreOneEntryAnHour() {
        for (int minute = 0; minute < 60; minute++) {
            accept();
            olive.notes.flush();
            olive.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(signIns()).hasSize(1);
        accept();
        olive.notes.flush();
        assertThat(signIns()).last().extracting(e -> e.details().get("times")).isEqualTo("60");
    }

    @Test
    void theLastUseIsWrittenAtMostOnceAMinute() {
        var first = olive.clock.instant();
        accept();
        olive.notes.flush();
        olive.clock.forward(Duration.ofSeconds(59));
        accept();
        olive.notes.flush();
        assertThat(lastUse().at()).isEqualTo(first);
        olive.clock.forward(Duration.ofSeconds(1));
        olive.notes.flush();
        assertThat(lastUse().at()).isEqualTo(first.plusSeconds(59));
    }

    @Test
    void theLastUseIsWrittenAtEveryFlushWhileItsOwnerIsLooking() {
        accept();
        olive.notes.flush();
        olive.notes.watch(eleni.id(), olive.clock.instant());
        olive.clock.forward(Duration.ofSeconds(5));
        accept();
        olive.notes.flush();
        assertThat(lastUse().at()).isEqualTo(olive.clock.instant());
    }

    @Test
    void theLastUsesOfThousandsAreWrittenAThousandAtATime() {
        var town = IntStream.range(0, 1_500)
                .mapToObj(i -> olive.enforced("person%d@olive.example".formatted(i)))
                .toList();
        for (var person : town) {
            var theirs = olive.issue(person, Scope.everything()).secret().reveal();
            assertThat(olive.verify(person.username().toString(), theirs, Protocol.IMAP))
                    .isInstanceOf(Verdict.Accepted.class);
        }
        store.appPasswordsAsked.set(0);
        olive.notes.flush();
        assertThat(store.appPasswordsAsked).hasValue(2);
        assertThat(town).allSatisfy(person -> assertThat(lastUse(person)).isPresent());
    }

    @Test
    void whatAnOpenerOpenedIsNotedAsOftenAsItDid() {
        var opener = opener();
        for (int hour = 0; hour < 3; hour++) {
            olive.clock.forward(Duration.ofHours(1));
            var attempt = olive.attempt("eleni@olive.example", letters, Protocol.IMAP);
            olive.notes.noteOpened(attempt, opener);
            olive.notes.noteOpened(attempt, opener);
            olive.notes.flush();
            // A second look finds nothing left to write and puts the tally away.
            olive.clock.forward(Duration.ofHours(1));
            olive.notes.flush();
        }
        assertThat(signIns()).extracting(e -> e.details().get("times")).containsExactly("2", "2", "2");
    }

    @Test
    void aFloodOfRefusalsFromOneNetworkIsOneEntry() {
        for (int i = 1; i <= 300; i++) {
            var attempt = new Attempt(
                    new TypedName("stranger@olive.example"),
                    Secret.of(" "),
                    Protocol.IMAP,
                    Source.ofLiteral("2001:db8::" + Integer.toHexString(i)),
                    olive.clock.instant(),
                    "dovecot-1");
            olive.verifier.verify(attempt);
        }
        olive.notes.flush();
        assertThat(signIns())
                .singleElement()
                .satisfies(e -> assertThat(e.details())
                        .containsEntry("times", "300")
                        .containsEntry("source", "2001:db8:0:0:0:0:0:0"));
    }

    @Test
    void aPutAwayTallyCountsNothing() {
        var attempt = olive.attempt("eleni@olive.example", letters, Protocol.IMAP);
        var tally = new Tally(new Tally.Kind(eleni.id(), null, null, Protocol.IMAP, Source.UNKNOWN, "dovecot-1"));
        assertThat(tally.count(attempt)).isTrue();
        assertThat(tally.putAway()).isFalse();
        tally.wrote(1, olive.clock.instant());
        assertThat(tally.putAway()).isTrue();
        assertThat(tally.count(attempt)).isFalse();
    }

    @Test
    void anAttemptThatHadToWaitLeavesNothing() {
        for (int i = 0; i < 10; i++) {
            olive.verify("eleni@olive.example", "wrong guess number " + i, Protocol.IMAP);
        }
        olive.notes.flush();
        assertThat(signIns())
                .singleElement()
                .satisfies(e -> assertThat(e.details())
                        .containsEntry("reason", "wrong-secret")
                        .containsEntry("times", "3"));
    }

    @Test
    void aFlushThatFailsLosesNothing() {
        accept();
        store.fails.set(true);
        assertThatThrownBy(olive.notes::flush).isInstanceOf(Unavailable.class);
        store.fails.set(false);
        olive.notes.flush();
        assertThat(signIns()).hasSize(1);
        assertThat(lastUse().protocol()).isEqualTo(Protocol.IMAP);
    }

    @Test
    void whatIsLetInFromMoreSourcesThanCanBeToldApartIsCountedAsLetIn() {
        var opener = opener();
        acceptFrom(opener, 0, Organisation.MOST_KINDS + 500);
        olive.notes.flush();
        assertThat(signIns())
                .filteredOn(
                        e -> "more than could be told apart".equals(e.details().get("reason")))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(AuditKind.APP_SIGN_IN_ACCEPTED);
                    assertThat(e.details()).containsEntry("times", "500");
                });
    }

    @Test
    void whatWasWrittenAndNotUsedSinceMakesRoom() {
        var opener = opener();
        acceptFrom(opener, 0, 1_200);
        olive.notes.flush();
        acceptFrom(opener, 1_200, 2_400);
        olive.notes.flush();
        assertThat(signIns()).hasSize(2_400).noneMatch(e -> e.details().containsKey("reason"));
    }

    private void acceptFrom(Opener opener, int from, int until) {
        for (int i = from; i < until; i++) {
            var source = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
            olive.notes.noteOpened(olive.attempt("eleni@olive.example", letters, Protocol.IMAP, source), opener);
        }
    }

    @Test
    void thePlacesOfAThousandSignInsAreWrittenInOneStatement() {
        acceptFrom(opener(), 0, 1_000);
        store.placesAsked().set(0);

        olive.notes.flush();

        assertThat(store.placesAsked()).hasValue(1);
        var last = Network.parse("10.0.3.231").orElseThrow();
        boolean known = store.transact(books -> KnownSources.in(books).knows(eleni.id(), last, olive.clock.instant()));
        assertThat(known).isTrue();
    }

    @Test
    void aRefusalNamesNobodyWhoIsUnknown() {
        olive.verify("stranger@olive.example", "some secret of theirs", Protocol.IMAP);
        olive.notes.flush();
        assertThat(signIns()).singleElement().satisfies(e -> {
            assertThat(e.about()).isEmpty();
            assertThat(e.toString()).doesNotContain("stranger").doesNotContain("some secret");
        });
    }

    @Test
    void theClientOfTheLatestSignInIsWrittenDown() {
        acceptBy("Thunderbird 102");
        acceptBy("K-9 Mail 6");
        olive.notes.flush();
        assertThat(lastUse().client()).contains(new ClientName("K-9 Mail 6"));
        assertThat(signIns())
                .singleElement()
                .satisfies(e -> assertThat(e.details()).containsEntry("client", "K-9 Mail 6"));
    }

    @Test
    void anAppThatSaysNothingIsNotTakenForTheOneBefore() {
        acceptBy("Thunderbird 102");
        olive.notes.flush();
        olive.clock.forward(Duration.ofHours(1));
        accept();
        olive.notes.flush();
        assertThat(lastUse().client()).isEmpty();
        assertThat(signIns()).last().satisfies(e -> assertThat(e.details()).doesNotContainKey("client"));
    }

    @Test
    void whatAnOpenerOpenedKeepsTheClientToo() {
        var opener = opener();
        for (var client : List.of("Thunderbird 102", "Thunderbird 115")) {
            olive.clock.forward(Duration.ofMinutes(1));
            olive.notes.noteOpened(olive.attemptBy(client, "eleni@olive.example", letters), opener);
            olive.notes.flush();
            assertThat(lastUse().client()).contains(new ClientName(client));
        }
    }

    @Test
    void clientsMadeUpByTheThousandAreStillOneEntry() {
        for (int i = 0; i < 1_000; i++) {
            olive.verifier.verify(olive.attemptBy("Client " + i, "eleni@olive.example", Organisation.PASSWORD));
        }
        olive.notes.flush();
        assertThat(signIns())
                .singleElement()
                .satisfies(e ->
                        assertThat(e.details()).containsEntry("times", "1000").containsEntry("client", "Client 999"));
    }

    @Test
    void whatAStrangerCallsItselfIsNotWrittenWhereNobodyKnowsTheAccount() {
        olive.verifier.verify(olive.attemptBy("buy olives", "stranger@olive.example", "some secret of theirs"));
        olive.notes.flush();
        assertThat(signIns())
                .singleElement()
                .satisfies(e -> assertThat(e.toString()).doesNotContain("olives"));
    }

    private void acceptBy(String client) {
        assertThat(olive.verifier.verify(olive.attemptBy(client, "eleni@olive.example", letters)))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private void accept() {
        assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
    }

    private Opener opener() {
        var snapshot =
                new SnapshotLoader(store, olive.mfa).load(eleni.username()).orElseThrow();
        return Objects.requireNonNull(snapshot.match(Secret.of(letters), new AppPasswordDigest(olive.keyset)));
    }

    private LastUse lastUse() {
        return lastUse(eleni).orElseThrow();
    }

    private Optional<LastUse> lastUse(Account owner) {
        return olive.appPasswords.of(owner.id()).stream()
                .map(AppPassword::lastUse)
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEvent> signIns() {
        return store.transact(books -> AuditLog.in(books).since(0, 100_000)).stream()
                .map(AuditLog.Entry::event)
                .filter(e -> e.kind() == AuditKind.APP_SIGN_IN_ACCEPTED || e.kind() == AuditKind.APP_SIGN_IN_REJECTED)
                .toList();
    }

    /// @param placesAsked how often the book of known places was asked for
    /// @param appPasswordsAsked how often that of app passwords was
    private record MayFail(Store store, AtomicBoolean fails, AtomicInteger placesAsked, AtomicInteger appPasswordsAsked)
            implements Store {
        MayFail(Store store) {
            this(store, new AtomicBoolean(), new AtomicInteger(), new AtomicInteger());
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (fails.get()) {
                throw new Unavailable("store", "it is down");
            }
            return store.transact(books -> work.apply(new Books() {
                @Override
                public <B> B book(Class<B> kind) {
                    placesAsked.addAndGet(kind == KnownSources.class ? 1 : 0);
                    appPasswordsAsked.addAndGet(kind == AppPasswordBook.class ? 1 : 0);
                    return books.book(kind);
                }
            }));
        }
    }
}
