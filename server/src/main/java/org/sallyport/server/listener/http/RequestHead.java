package org.sallyport.server.listener.http;

import java.util.Optional;

/// What the head of one request says, as far as it matters here.
///
/// @param token what follows `Bearer`; empty where nothing does
/// @param refusal what is to be answered instead of reading the body, once the token has been found good
/// @param headBytes length of the head with its empty line
/// @param bodyBytes 0 to [HeadReader#MAX_BODY] unless there is a refusal
/// @param body what the caller wants to hear before it sends the body
/// @param afterwards what the caller wants to happen after the answer
record RequestHead(
        Optional<byte[]> token, Optional<Reply> refusal, int headBytes, int bodyBytes, Body body, Afterwards afterwards)
        implements HeadReading {
    enum Body {
        COMES_BY_ITSELF,
        /// RFC 9110 section 10.1.1: held back until `100 Continue`.
        WAITS_FOR_CONTINUE
    }

    enum Afterwards {
        KEEP,
        CLOSE
    }
}
