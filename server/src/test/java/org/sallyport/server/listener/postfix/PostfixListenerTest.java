package org.sallyport.server.listener.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailQuestion;
import org.sallyport.core.submission.MailRefusal;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.Place;

final class PostfixListenerTest {
    private static final String NOT_NOW = "action=DEFER_IF_PERMIT 4.3.0 Nobody can tell now; ask again";

    @TempDir
    Path folder;

    private PostfixListener listener(MailJudge judge) {
        var mode = PosixFilePermissions.fromString("rw-------");
        var place = new Place.Unix(folder.resolve("policy"), mode, Optional.empty(), Optional.empty());
        var listener = new ListenerSettings(
                "postfix", List.of(place), Optional.empty(), Networks.ANY, Caps.DEFAULT, Deadlines.DEFAULT);
        return PostfixListener.open(new PostfixSettings(listener, "postfix-1"), judge, InstantSource.system());
    }

    private static String request(String sender) {
        return "request=smtpd_access_policy\nprotocol_state=MAIL\nsasl_username=scanner\nsender=" + sender + "\n\n";
    }

    private static MailAnswer bySender(MailQuestion question) {
        return switch (question.sender()) {
            case "away" -> throw new Unavailable("store", "it was taken away");
            case "defect" -> throw new IllegalStateException("a defect of this test");
            case "forged" -> new MailAnswer.Refused(MailRefusal.SENDER);
            default -> new MailAnswer.Allowed();
        };
    }

    private String asked(String sender) throws IOException {
        try (var listener = listener(PostfixListenerTest::bySender);
                var postfix = Peer.at(folder.resolve("policy"))) {
            assertThat(listener.addresses()).hasSize(1);
            var action = postfix.send(request(sender)).line();
            assertThat(postfix.line()).isEmpty();
            return action;
        }
    }

    @Test
    void mailIsAllowedOrRefusedWithAReason() throws IOException {
        assertThat(asked("scan")).isEqualTo("action=DUNNO");
        assertThat(asked("forged")).isEqualTo("action=REJECT 5.7.1 This device may not send as this sender");
    }

    @Test
    void anOutageIsNeverARefusal() throws IOException {
        assertThat(asked("away")).isEqualTo(NOT_NOW);
        assertThat(asked("defect")).isEqualTo(NOT_NOW);
    }

    @Test
    void manyAreAskedOnOneConnectionInTheirOrder() throws IOException {
        try (var listener = listener(PostfixListenerTest::bySender);
                var postfix = Peer.at(folder.resolve("policy"))) {
            assertThat(listener.addresses()).hasSize(1);
            postfix.send(request("forged") + request("scan") + request("away"));

            assertThat(postfix.line()).startsWith("action=REJECT 5.7.1");
            assertThat(postfix.line()).isEmpty();
            assertThat(postfix.line()).isEqualTo("action=DUNNO");
            assertThat(postfix.line()).isEmpty();
            assertThat(postfix.line()).isEqualTo(NOT_NOW);
        }
    }

    @Test
    void whoeverAsksSomethingElseIsLeft() throws IOException {
        try (var listener = listener(PostfixListenerTest::bySender)) {
            assertThat(listener.addresses()).hasSize(1);
            for (var wrong : new String[] {
                "request=junk_mail\n\n", "sender=scan\n\n", "EHLO olive.example\r\n", "request=" + "x".repeat(20_000)
            }) {
                try (var postfix = Peer.at(folder.resolve("policy"))) {
                    assertThat(postfix.send(wrong).isClosed()).as(wrong).isTrue();
                }
            }
        }
    }
}
