package org.sallyport.server.listener.http;

/// What came of reading a request.
sealed interface Reading {
    /// @param replies what its verdict is answered with
    record Asked(Question question, ReplyTable replies) implements Reading {}

    /// Something to be told or asked that is no sign-in.
    record Told(Policy policy) implements Reading {}

    /// Answered without asking anybody.
    record Answered(Reply reply) implements Reading {}

    /// @param sentence what was found and what would be right; never the user or the password
    static Reading unclear(String sentence) {
        return new Answered(Reply.unclear(sentence));
    }
}
