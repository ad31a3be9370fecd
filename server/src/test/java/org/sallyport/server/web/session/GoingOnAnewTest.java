package org.sallyport.server.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.server.web.Guest;
import org.sallyport.server.web.RunningWeb;

/// Whoever ends all sessions of their own account and goes on.
class GoingOnAnewTest {
    @Test
    void theNewSessionHasProvedNothingMoreAndEndsWhenTheFirstWouldHave() {
        try (var web = RunningWeb.start()) {
            var maria = web.inside("maria", Account.Role.ADMIN);
            var before = only(web, maria);
            var self = "/admin/people/" + maria.id();
            web.organisation.clock.forward(Duration.ofMinutes(10));
            maria.browser().get(self);

            assertThat(maria.browser().post(self + "/sign-out").status()).isEqualTo(303);

            assertThat(maria.browser().get("/account").status()).isEqualTo(200);
            var after = only(web, maria);
            assertThat(after.kept().key()).isNotEqualTo(before.kept().key());
            assertThat(after.kept().ends()).isEqualTo(before.kept().ends());
            assertThat(typed(after)).isEqualTo(typed(before));
        }
    }

    private static Instant typed(SealedSessions.Remembered one) {
        return Instant.parse(one.content().getOrDefault(Visits.PASSWORD_AT, ""));
    }

    private static SealedSessions.Remembered only(RunningWeb web, Guest guest) {
        var sessions = web.bean(SealedSessions.class);
        return web.organisation
                .store
                .transact(books -> sessions.of(books, guest.id()))
                .getFirst();
    }
}
