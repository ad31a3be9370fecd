package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sallyport.server.listener.http.RequestHead.Expectation;
import org.sallyport.server.listener.http.RequestHead.Method;
import org.sallyport.server.listener.http.RequestHead.Transfer;

/// What routes demand of a body.
final class Bodies {
    static final Type JSON = new Type("application/json");
    static final Type FORM = new Type("application/x-www-form-urlencoded");

    private Bodies() {}

    /// A type of bodies that are read here.
    static final class Type {
        private final byte[] name;

        private Type(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }

        /// Whether the request says so, with or without parameters.
        boolean isOf(RequestHead head) {
            return head.fields()
                    .find(FieldName.CONTENT_TYPE)
                    .filter(value -> value.length >= name.length
                            && Letters.equal(value, 0, name)
                            && (value.length == name.length
                                    || value[name.length] == ';'
                                    || Letters.isBlank(value[name.length])))
                    .isPresent();
        }
    }

    /// Refuses what is no POST of a body that can be taken.
    ///
    /// @param otherwise what bodies of any other type are answered with
    static Optional<Reply> refusalOfPost(RequestHead head, Reply otherwise, Type... types) {
        if (head.method() != Method.POST) {
            return Optional.of(Reply.ASK_WITH_POST);
        }
        var content = head.content();
        if (content.transfer() == Transfer.ENCODED || content.length() < 0) {
            return Optional.of(Reply.LENGTH_REQUIRED);
        }
        if (content.length() > HeadReader.MAX_BODY) {
            return Optional.of(Reply.TOO_LARGE);
        }
        if (content.expectation() == Expectation.UNKNOWN) {
            return Optional.of(Reply.UNKNOWN_EXPECTATION);
        }
        for (var type : types) {
            if (type.isOf(head)) {
                return Optional.empty();
            }
        }
        return Optional.of(otherwise);
    }

    /// Refuses a request with a body.
    static Optional<Reply> refusalOfAny(RequestHead head) {
        return head.content().isNone() ? Optional.empty() : Optional.of(Reply.NO_BODY);
    }
}
