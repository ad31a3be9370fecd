package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;

/// `POST /verify`: the question is a JSON object, or a form.
final class VerifyRoute implements Route {
    private static final List<FieldName> FIELDS = List.of(FieldName.AUTHORIZATION, FieldName.CONTENT_TYPE);
    private static final ReplyTable REPLIES = new VerifyReplies();

    @Override
    public List<FieldName> fields() {
        return FIELDS;
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return Bodies.refusalOfPost(head, Reply.NOT_JSON, Bodies.JSON, Bodies.FORM);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        var reading = Bodies.JSON.isOf(head)
                ? QuestionReader.read(bytes, from, length)
                : FormQuestion.read(bytes, from, length);
        return switch (reading) {
            case QuestionReader.Reading.Asked(var question) -> new Reading.Asked(question, REPLIES);
            case QuestionReader.Reading.Unclear(var sentence) -> Reading.unclear(sentence);
        };
    }
}
