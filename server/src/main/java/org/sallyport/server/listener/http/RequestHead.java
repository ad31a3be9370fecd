package org.sallyport.server.listener.http;

/// What the head of one request says, as far as it matters here.
///
/// @param fields what the route asked for
/// @param headBytes length of the head with its empty line
/// @param afterwards what the caller wants to happen after the answer
record RequestHead(Route route, Method method, HeadFields fields, Content content, int headBytes, Afterwards afterwards)
        implements HeadReading {
    enum Method {
        GET,
        HEAD,
        POST,
        OTHER
    }

    enum Afterwards {
        KEEP,
        CLOSE
    }

    /// What is said about the body.
    ///
    /// @param length -1 where none is given
    record Content(long length, Transfer transfer, Expectation expectation) {
        boolean isNone() {
            return length <= 0 && transfer == Transfer.PLAIN;
        }
    }

    enum Transfer {
        PLAIN,
        /// A Transfer-Encoding, whatever it is.
        ENCODED
    }

    enum Expectation {
        NONE,
        /// RFC 9110 section 10.1.1: the body is held back until `100 Continue`.
        CONTINUE,
        UNKNOWN
    }

    /// 0 to [HeadReader#MAX_BODY], unless the route refuses the head.
    int bodyBytes() {
        return Math.clamp(content.length(), 0, HeadReader.MAX_BODY);
    }
}
