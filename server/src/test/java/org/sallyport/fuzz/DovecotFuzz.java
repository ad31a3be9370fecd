package org.sallyport.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.AnswerReader;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;

/// Any line is a command or says that it is none, and an answer about any user is one line that reads as the same
/// answer.
public final class DovecotFuzz {
    private static final long HIGHEST_ID = 0xffff_ffffL;

    private DovecotFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        long id = input.consumeLong(1, HIGHEST_ID);
        answerReadsItself(new Answer.Ok(id, text(input)));
        answerReadsItself(new Answer.Fail(id, text(input), input.pickValue(Answer.Code.values())));
        for (byte[] line : lines(input.consumeRemainingAsBytes())) {
            var command = CommandReader.read(line, 0, line.length);
            Promise.require(command.id() >= 0 && command.id() <= HIGHEST_ID, "an id is one of 32 bits");
            boolean sameId = !(command instanceof Command.Auth || command instanceof Command.Continue)
                    || CommandReader.idOf(line, 0, line.length) == command.id();
            Promise.require(sameId, "a line that is cut off belongs to the request it belonged to");
            AnswerReader.read(line, 0, line.length).ifPresent(DovecotFuzz::hasAnId);
        }
    }

    private static void answerReadsItself(Answer answer) {
        byte[] line = answer.line();
        int end = line.length - 1;
        Promise.require(new String(line, StandardCharsets.ISO_8859_1).indexOf('\n') == end, "an answer is one line");
        Promise.require(
                AnswerReader.read(line, 0, end).equals(Optional.of(answer)), "an answer reads as the same answer");
    }

    private static void hasAnId(Answer answer) {
        Promise.require(answer.id() >= 1 && answer.id() <= HIGHEST_ID, "an answer is about a request");
    }

    // Half of a surrogate pair is no text, and no name can hold one.
    private static String text(FuzzedDataProvider input) {
        return new String(input.consumeString(60).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static byte[][] lines(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.lines()
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }
}
