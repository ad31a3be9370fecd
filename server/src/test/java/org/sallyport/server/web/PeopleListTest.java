package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.fixture.Fixtures;

class PeopleListTest {
    private static final Pattern NEXT = Pattern.compile("href=\"(/admin\\?[^\"]*after=[^\"]*)\"");

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Account.Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void peopleAreFoundByWhatHoldsForThem() {
        web.toBeSetUp("nikos");
        web.notRequired("zoe", Account.Role.PERSON);

        assertThat(list("?state=enabled")).contains(">nikos<").doesNotContain(">zoe<", ">maria<");
        assertThat(list("?state=disabled&status=active")).contains(">zoe<", "One person");
        assertThat(list("?status=disabled")).contains("Nobody found");
        assertThat(list("?q=NIK")).contains(">nikos<").doesNotContain(">zoe<");
    }

    @Test
    void aGroupIsFoundHoweverItsLettersAreTyped() {
        var zoe = web.notRequired("zoe", Account.Role.PERSON);
        web.join(zoe.account(), new GroupName("Board"));

        assertThat(list("?group=bOARD")).contains(">zoe<").doesNotContain(">maria<");
        assertThat(list("?group=press")).contains("Nobody found");
    }

    @Test
    void whatAFilterCannotMeanIsLeftOut() {
        assertThat(list("?state=asleep&method=owl&unused=91&status=&group=%07")).contains(">maria<");
    }

    @Test
    void theNextPageKeepsTheFilters() {
        var _ = web.organisation.store.transact(books -> {
            for (int i = 0; i < 30; i++) {
                Fixtures.named("a%05d@olive.example".formatted(i)).enterInto(books);
            }
            return true;
        });

        var first = list("?q=olive.example&state=disabled");
        var next = NEXT.matcher(first);

        assertThat(first)
                .contains("30 people", "a00024@", "value=\"olive.example\"")
                .doesNotContain("a00025@");
        assertThat(next.find()).isTrue();
        assertThat(next.group(1)).startsWith("/admin?q=olive.example&amp;state=disabled&amp;after=");
        var second = maria.browser().get(next.group(1).replace("&amp;", "&")).page();
        assertThat(second).contains("a00025@", "a00029@").doesNotContain("a00024@", ">maria<");
    }

    private String list(String query) {
        var answer = maria.browser().get("/admin" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.page();
    }
}
