package org.sallyport.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.report.Report.Result;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class ReportsTest {
    private static final String ELENI = "eleni@olive.example";
    private static final String TENANT = "maria@pine.example";
    private static final String HOME = "192.0.2.7";
    private static final String ELSEWHERE = "198.51.100.9";
    private static final String SERVER = "dovecot-1";

    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final Organisation olive = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.add(ELENI, Account.Role.PERSON, Optional.of("home@pine.example"));

    private Report report(String name, String mark, Result result, String from) {
        return new Report(
                new TypedName(name),
                mark,
                result,
                Optional.of(Protocol.IMAP),
                Source.ofLiteral(from),
                olive.clock.instant(),
                SERVER);
    }

    private void wrong(String name, String from, int guesses) {
        for (int i = 0; i < guesses; i++) {
            olive.reports.take(report(name, "mark-" + i, Result.WRONG, from));
        }
    }

    private long failures(String account, String from) {
        return olive.throttle.failures(Throttle.Pair.of(account, Source.ofLiteral(from)), olive.clock.instant());
    }

    private long failuresOfEleni() {
        return failures(eleni.id().toString(), HOME);
    }

    private Attempt attempt(String server) {
        return new Attempt(
                new TypedName(ELENI),
                Secret.of("not her password"),
                Protocol.IMAP,
                Source.ofLiteral(HOME),
                olive.clock.instant(),
                server);
    }

    private Verdict sayWrong(String server) {
        var attempt = attempt(server);
        olive.reports.judged(attempt);
        return olive.verifier.verify(attempt);
    }

    private Duration patience(String name, String from) {
        return olive.reports.patience(SERVER, new TypedName(name), Source.ofLiteral(from), olive.clock.instant());
    }

    private List<AuditEvent> written() {
        olive.reports.flush();
        return store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.APP_SIGN_IN_REPORTED)
                .toList();
    }

    @Nested
    class AWrongPassword {
        @Test
        void countsAsAGuessAtTheAccount() {
            wrong(ELENI, HOME, 2);

            assertThat(failuresOfEleni()).isEqualTo(2);
        }

        @Test
        void countsUnderTheNameWhereThereIsNoAccount() {
            wrong(TENANT.toUpperCase(java.util.Locale.ROOT), HOME, 2);

            assertThat(failures(TENANT, HOME)).isEqualTo(2);
        }

        @Test
        void countsOnceHoweverOftenAPhoneRepeatsIt() {
            for (int i = 0; i < 50; i++) {
                olive.reports.take(report(ELENI, "00c5", Result.WRONG, HOME));
            }

            assertThat(failuresOfEleni()).isEqualTo(1);
        }

        @Test
        void makesGuessesOfTheAccountPasswordWait() {
            wrong(ELENI, HOME, 3);

            assertThat(olive.verifyFrom(HOME, ELENI, Organisation.PASSWORD)).isInstanceOf(Verdict.Deferred.class);
        }

        @Test
        void neverTouchesWhatBrowsersAreCountedWith() {
            wrong(ELENI, HOME, 200);

            var pair = Throttle.Pair.of(eleni.id().toString(), Source.ofLiteral(HOME));
            assertThat(olive.pagesThrottle.failures(pair, olive.clock.instant()))
                    .isZero();
            assertThat(olive.pagesThrottle.leftToWait(pair, olive.clock.instant()))
                    .isZero();
        }

        @Test
        void slowsASourceThatTriesManyNames() {
            for (int i = 0; i < 31; i++) {
                wrong("name" + i + "@pine.example", ELSEWHERE, 1);
            }

            assertThat(olive.verifyFrom(ELSEWHERE, ELENI, "a guess")).isInstanceOf(Verdict.Deferred.class);
        }

        @Test
        void keepsTheRightAppPasswordOutFromNowhere() {
            olive.requireMfa(eleni);
            olive.registerApp(eleni);
            try (var issued = olive.issue(eleni, Scope.everything()).secret()) {
                wrong(ELENI, HOME, 200);

                assertThat(olive.verifyFrom(HOME, ELENI, issued.reveal())).isInstanceOf(Verdict.Accepted.class);
                assertThat(olive.verifyFrom(ELSEWHERE, ELENI, issued.reveal())).isInstanceOf(Verdict.Accepted.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RIGHT", "NOT_JUDGED"})
    void whatIsNoGuessIsNotCounted(Result result) {
        olive.reports.take(report(ELENI, "00c5", result, HOME));

        assertThat(failuresOfEleni()).isZero();
        assertThat(written()).hasSize(1);
    }

    @Test
    void whatCanBeNoNameLeavesNothing() {
        olive.reports.take(report("a name with blanks", "00c5", Result.WRONG, HOME));

        assertThat(written()).isEmpty();
    }

    @Nested
    class ARightPassword {
        @Test
        void makesNoPlaceKnownHere() {
            olive.reports.take(report(ELENI, "00c5", Result.RIGHT, HOME));
            wrong(ELENI, ELSEWHERE, 100);

            assertThat(olive.verifyFrom(HOME, ELENI, Organisation.PASSWORD)).isInstanceOf(Verdict.Deferred.class);
        }

        @Test
        void forgivesNothingHere() {
            wrong(ELENI, HOME, 3);
            olive.reports.take(report(ELENI, "00c5", Result.RIGHT, HOME));

            assertThat(failuresOfEleni()).isEqualTo(3);
        }
    }

    @Nested
    class AServerThatAsksToo {
        @Test
        void hasOneFailureCountedOnce() {
            assertThat(sayWrong(SERVER)).isInstanceOf(Verdict.Rejected.class);
            olive.reports.take(report(ELENI, "00c5", Result.WRONG, HOME));

            assertThat(failuresOfEleni()).isEqualTo(1);
            assertThat(written()).isEmpty();
        }

        @Test
        void hasWhatAPhoneRepeatsCountedOnce() {
            for (int i = 0; i < 5; i++) {
                sayWrong(SERVER);
                olive.reports.take(report(ELENI, "00c5", Result.WRONG, HOME));
            }

            assertThat(failuresOfEleni()).isEqualTo(1);
        }

        @Test
        void hasWhatNobodyCouldTellNotCounted() {
            olive.reports.judged(attempt(SERVER));
            wrong(ELENI, HOME, 1);

            assertThat(failuresOfEleni()).isZero();
        }

        @Test
        void isExcusedOnceForEachVerdict() {
            sayWrong(SERVER);
            wrong(ELENI, HOME, 2);

            assertThat(failuresOfEleni()).isEqualTo(2);
        }

        @Test
        void isExcusedForAMinute() {
            sayWrong(SERVER);
            olive.clock.forward(Duration.ofSeconds(61));
            wrong(ELENI, HOME, 1);

            assertThat(failuresOfEleni()).isEqualTo(2);
        }

        @Test
        void excusesNoOtherServer() {
            sayWrong("dovecot-2");
            wrong(ELENI, HOME, 1);

            assertThat(failuresOfEleni()).isEqualTo(2);
        }
    }

    @Nested
    class AServerThatOnlyReports {
        @Test
        void doesNotMakeAnybodyWaitBeforeThereWereGuesses() {
            assertThat(patience(TENANT, HOME)).isZero();
        }

        @Test
        void makesAGuesserWait() {
            wrong(TENANT, HOME, 3);

            assertThat(patience(TENANT, HOME)).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void makesNobodyWaitForMoreThanFiveSeconds() {
            wrong(TENANT, HOME, 200);

            assertThat(patience(TENANT, HOME)).isEqualTo(Reports.LONGEST_WAIT);
            assertThat(patience(TENANT, ELSEWHERE)).isEqualTo(Reports.LONGEST_WAIT);
        }

        @Test
        void doesNotMakeThoseWaitWhomItHasLetInFromThere() {
            olive.reports.take(report(TENANT, "right", Result.RIGHT, HOME));
            wrong(TENANT, HOME, 200);

            assertThat(patience(TENANT, HOME)).isZero();
            assertThat(patience(TENANT, ELSEWHERE)).isPositive();
        }

        @Test
        void doesNotMakeThoseWaitWhoAreKnownHere() {
            assertThat(olive.verifyFrom(HOME, ELENI, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
            olive.notes.flush();
            wrong(ELENI, HOME, 200);

            assertThat(patience(ELENI, HOME)).isZero();
        }
    }

    @Nested
    class TheAuditLog {
        @Test
        void saysWhatWasReportedOnceForMany() {
            wrong(ELENI, HOME, 20);

            assertThat(written()).singleElement().satisfies(event -> {
                assertThat(event.about()).contains(eleni.id());
                assertThat(event.by()).isEqualTo(new Actor.App(SERVER));
                assertThat(event.details())
                        .containsEntry("result", "wrong")
                        .containsEntry("protocol", "imap")
                        .containsEntry("source", HOME)
                        .containsEntry("times", "20");
            });
        }

        @Test
        void saysItAgainAMinuteLater() {
            wrong(ELENI, HOME, 1);
            assertThat(written()).hasSize(1);
            wrong(ELENI, HOME, 7);
            assertThat(written()).hasSize(1);
            olive.clock.forward(Duration.ofMinutes(1));

            assertThat(written())
                    .extracting(event -> event.details().get("times"))
                    .containsExactly("1", "7");
        }

        @Test
        void T31_doesNotHoldWhatWasTypedForAName() {
            wrong("hunter2-typed-into-the-wrong-field", HOME, 1);

            assertThat(written()).singleElement().satisfies(event -> {
                assertThat(event.about()).isEmpty();
                assertThat(event.toString()).doesNotContain("hunter2");
            });
        }

        @Test
        void holdsOneMoreEntryForAllThatCouldNotBeToldApart() {
            for (int i = 0; i <= ReportNotes.MOST_KINDS; i++) {
                wrong(TENANT, "10.0." + i / 256 + "." + i % 256, 1);
            }

            olive.reports.flush();
            var all = store.transact(books -> AuditLog.in(books).since(ReportNotes.MOST_KINDS, 100));
            assertThat(all)
                    .last()
                    .satisfies(entry -> assertThat(entry.event().details())
                            .containsEntry("result", "more than could be told apart")
                            .containsEntry("times", "1"));
        }
    }
}
