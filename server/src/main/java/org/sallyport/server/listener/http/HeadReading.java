package org.sallyport.server.listener.http;

/// What came of looking for the head of a request.
sealed interface HeadReading permits RequestHead, HeadReading.Incomplete, HeadReading.Broken {
    /// So far so good; more bytes are needed.
    record Incomplete() implements HeadReading {
        static final Incomplete INSTANCE = new Incomplete();
    }

    /// Where the next request begins can no longer be known: answer this and close.
    record Broken(Reply reply) implements HeadReading {}
}
