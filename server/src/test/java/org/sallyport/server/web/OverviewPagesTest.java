package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.verify.Rejection;

/// How the organisation is doing, on one page.
class OverviewPagesTest {
    private static final String OVERVIEW = "/admin/overview";

    private final RunningWeb web = RunningWeb.start();
    private final Organisation olive = web.organisation;
    private final Guest maria = web.inside("maria", Account.Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private String page() {
        var answer = maria.browser().get(OVERVIEW);
        assertThat(answer.status()).isEqualTo(200);
        return answer.page();
    }

    private void count(Map<Figure, Long> times) {
        count(DailyFigures.day(olive.clock.instant()), times);
    }

    private void count(LocalDate day, Map<Figure, Long> times) {
        olive.store.transact(books -> {
            Figures.in(books).add(day, times);
            return true;
        });
    }

    @Test
    void whatAppsDidIsDrawnDayByDay() {
        olive.add("eleni", Account.Role.PERSON, Optional.empty());
        olive.verifyFrom("192.0.2.7", "eleni", Organisation.PASSWORD);
        olive.verifyFrom("192.0.2.7", "eleni", "not-the-password");
        olive.notes.flush();

        var page = page();

        assertThat(page)
                .contains(
                        "Reading mail (IMAP)", "Wrong password", "<rect x=\"174\" y=\"0\" width=\"5\" height=\"32\">");
        assertThat(page.split("<rect ", -1)).hasSize(61);
    }

    @Test
    void whatHappenedAtAllCanBeSeen() {
        var imap = new Figure(Figure.Kind.SIGNED_IN, "imap");
        count(DailyFigures.day(olive.clock.instant()).minusDays(1), Map.of(imap, 1_000_000L));
        count(DailyFigures.day(olive.clock.instant()), Map.of(imap, 1L));

        assertThat(page())
                .contains("x=\"168\" y=\"0\" width=\"5\" height=\"32\"", "x=\"174\" y=\"31\" width=\"5\" height=\"1\"");
    }

    @Test
    void aSecondAdminIsAskedFor() {
        assertThat(page())
                .contains("One account alone may do everything here.")
                .doesNotContain("Nothing waits for you.");

        olive.add("vera", Account.Role.OWNER, Optional.empty());
        olive.add("olga", Account.Role.OWNER, Optional.empty());

        assertThat(page()).contains("Nothing waits for you.");
    }

    @Test
    void tamperingIsSaidForAMonth() {
        olive.store.transact(books -> {
            AuditLog.in(books)
                    .append(new AuditEvent(
                            olive.clock.instant(),
                            AuditKind.TAMPERING_FOUND,
                            Optional.empty(),
                            new Actor.Sallyport(),
                            Map.of("table", "account")));
            return true;
        });

        assertThat(page()).contains("Something in the database is not as Sallyport wrote it.");
        olive.clock.forward(Duration.ofDays(31));
        var again = web.inside("vera", Account.Role.ADMIN).browser().get(OVERVIEW);
        assertThat(again.page()).contains("Overview").doesNotContain("Something in the database");
    }

    @Test
    void aCollectorThatIsBehindForMinutesIsSaid() {
        web.shipTo("logs.olive.example:6514");
        var vera = web.inside("vera", Account.Role.ADMIN);
        assertThat(vera.browser().get(OVERVIEW).page()).doesNotContain("logs.olive.example");

        olive.clock.forward(Duration.ofMinutes(6));

        assertThat(vera.browser().get(OVERVIEW).page())
                .contains("of the audit log should be at logs.olive.example:6514", "/admin/audit#shipping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everythingThatIsCountedHasWords(String language) {
        web.speak(maria.account(), language);
        for (int from = 0; from < Rejection.values().length; from += 8) {
            count(Arrays.stream(Rejection.values())
                    .skip(from)
                    .limit(8)
                    .collect(Collectors.toMap(why -> new Figure(Figure.Kind.REFUSED, why.code()), _ -> 1L)));
            assertThat(page()).doesNotContain("overview.");
            olive.store.transact(books -> {
                Figures.in(books).forget(DailyFigures.day(olive.clock.instant()).plusDays(1));
                return true;
            });
        }
        count(Arrays.stream(MfaState.values())
                .collect(Collectors.toMap(
                        state -> new Figure(Figure.Kind.STATE, state.name().toLowerCase(Locale.ROOT)), _ -> 1L)));
        count(Arrays.stream(Protocol.values())
                .limit(8)
                .map(protocol -> new Figure(Figure.Kind.SIGNED_IN, protocol.code()))
                .collect(Collectors.toMap(Function.identity(), _ -> 1L)));
        assertThat(page()).doesNotContain("overview.", "protocol.", "admin.state.");
    }
}
