package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.StallingChannel;
import org.sallyport.server.listener.ThisMachine;
import org.sallyport.server.listener.dovecot.UserdbConversation.Found;

final class UserdbConversationTest {
    private static final int MANY = 1000;
    private static final String INTRODUCTION = "VERSION\t1\t1\n";

    private final List<String> asked = new ArrayList<>();
    private final List<Long> depths = new ArrayList<>();
    private CompletionStage<Found> found = CompletableFuture.completedStage(Found.NOBODY);
    private final Exchange conversation =
            new Exchange(exchange -> new UserdbConversation(this::lookUp, new ThisMachine(), exchange));
    private final StallingChannel connection = new StallingChannel(conversation);

    private CompletionStage<Found> lookUp(String name) {
        asked.add(name);
        depths.add(StackWalker.getInstance().walk(Stream::count));
        return found;
    }

    private static String questions() {
        var text = new StringBuilder(INTRODUCTION);
        for (int id = 1; id <= MANY; id++) {
            text.append("USER\t").append(id).append("\tmaria\tservice=smtp\n");
        }
        return text.toString();
    }

    @AfterEach
    void hangUp() {
        connection.finishAndReleaseAll();
    }

    @Test
    void anAccountIsFoundByItsName() {
        connection.taken();
        found = CompletableFuture.completedStage(Found.ACCOUNT);
        connection.receive(INTRODUCTION + "USER\t1\teleni\tservice=smtp\n");

        assertThat(connection.taken()).isEqualTo("USER\t1\teleni\n");
    }

    @Test
    void anOutageIsNotTheAbsenceOfAnAccount() {
        connection.taken();
        found = CompletableFuture.failedStage(new IllegalStateException("a defect of this test"));
        connection.receive(INTRODUCTION + "USER\t1\teleni\tservice=smtp\n");

        assertThat(connection.taken()).isEqualTo("FAIL\t1\tcode=temp_fail\n");
    }

    @Test
    void noQuestionIsAskedFromWithinAnother() {
        connection.receive(questions());

        assertThat(asked).hasSize(MANY);
        assertThat(Collections.max(depths) - Collections.min(depths)).isLessThan(50);
    }

    @Test
    void whoeverTakesNoAnswersIsAskedNothingMore() {
        connection.stall();
        connection.receive(questions());
        assertThat(asked).hasSizeLessThan(MANY);
        assertThat(connection.config().isAutoRead()).isFalse();

        connection.takeAgain();
        assertThat(asked).hasSize(MANY);
        assertThat(connection.config().isAutoRead()).isTrue();
        assertThat(connection.taken()).endsWith("NOTFOUND\t" + MANY + "\n");
    }

    @Test
    void whatWasAnsweredArrivesAlthoughTheServerStops() {
        connection.taken();
        connection.stall();
        connection.receive(INTRODUCTION + "USER\t1\tmaria\tservice=smtp\n");
        conversation.finish();
        connection.runPendingTasks();

        connection.takeAgain();
        assertThat(connection.taken()).isEqualTo("NOTFOUND\t1\n");
        assertThat(connection.isOpen()).isFalse();
    }
}
