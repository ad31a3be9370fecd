package org.sallyport.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Fixtures;

class DeliveryTest {
    @Test
    void aMessageIsTriedEverMoreSeldomForThreeDays() {
        var now = Fixtures.NOW;
        var delivery = Delivery.fresh(WebhookId.fresh(), 7, "issue", "{}", now);
        var rests = new ArrayList<Duration>();
        while (delivery.state().fate() == Delivery.Fate.WAITING) {
            now = delivery.state().due();
            delivery = delivery.failed("500", now);
            rests.add(Duration.between(now, delivery.state().due()));
        }

        assertThat(delivery.state().fate()).isEqualTo(Delivery.Fate.DEAD);
        assertThat(Duration.between(Fixtures.NOW, now)).isBetween(Duration.ofHours(71), Duration.ofHours(73));
        assertThat(rests.subList(0, rests.size() - 1)).isSorted();
    }

    @Test
    void oneThatIsSentAgainIsTheSameMessage() {
        var delivery = Delivery.fresh(WebhookId.fresh(), 7, "issue", "{}", Fixtures.NOW);
        var again = delivery.dead("410", Fixtures.NOW).again(Fixtures.NOW.plusSeconds(9));

        assertThat(again.name()).isEqualTo(delivery.name()).matches("msg_[0-9a-f]{32}");
        assertThat(again.body()).isEqualTo(delivery.body());
        assertThat(again.state().due()).isEqualTo(Fixtures.NOW.plusSeconds(9));
        assertThat(again.state().tries()).isZero();
    }
}
