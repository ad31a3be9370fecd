package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.fixture.Crowd;

class LastAdminPagesTest {
    @Test
    void ofTwoAdminsWhoDisableEachOtherAtOnceOneIsLeft() {
        try (var web = RunningWeb.start()) {
            var admins = List.of(web.inside("eleni", Account.Role.ADMIN), web.inside("maria", Account.Role.ADMIN));

            var answers = Crowd.of(2)
                    .does(i ->
                            admins.get(i).browser().open(pathOf(admins.get(1 - i)) + "/disable", "why", "They left"));

            assertThat(answers)
                    .filteredOn(answer -> answer.location().endsWith("?done=disabled"))
                    .hasSize(1);
            var left = web.organisation.store.transact(books -> Accounts.in(books).staff().stream()
                    .filter(Account::isActive)
                    .toList());
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void whoCannotDisableTheLastOneReadsWhy() {
        try (var web = RunningWeb.start()) {
            var eleni = web.inside("eleni", Account.Role.ADMIN);

            assertThat(eleni.browser().get(pathOf(eleni) + "?done=last-owner").page())
                    .contains("nobody else has the rights of an owner");
        }
    }

    private static String pathOf(Guest guest) {
        return "/admin/people/" + guest.id();
    }
}
