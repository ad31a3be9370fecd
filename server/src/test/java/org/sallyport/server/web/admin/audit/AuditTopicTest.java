package org.sallyport.server.web.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.audit.AuditKind;

class AuditTopicTest {
    @Test
    void everyKindBelongsToOneTopic() {
        assertThat(Arrays.stream(AuditTopic.values()).flatMap(topic -> topic.kinds().stream()))
                .containsExactlyInAnyOrder(AuditKind.values());
    }

    @Test
    void noKindIsCalledLikeATopic() {
        assertThat(Arrays.stream(AuditTopic.values()).map(topic -> AuditKind.find(topic.code())))
                .allMatch(Optional::isEmpty);
    }
}
