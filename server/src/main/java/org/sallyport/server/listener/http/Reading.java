package org.sallyport.server.listener.http;

/// What came of reading a request.
sealed interface Reading {
    /// @param replies what its verdict is answered with
    record Asked(Question question, ReplyTable replies) implements Reading {}

    /// Answered without asking anybody.
    record Answered(Reply reply) implements Reading {}
}
