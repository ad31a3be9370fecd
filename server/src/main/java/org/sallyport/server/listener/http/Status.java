package org.sallyport.server.listener.http;

/// The status codes of RFC 9110 and RFC 6585 that this port answers with, each with the fields it has to carry.
enum Status {
    OK(200, "OK", ""),
    BAD_REQUEST(400, "Bad Request", ""),
    // RFC 9110 section 15.5.2: a 401 carries a challenge. This one names no scheme that a browser or curl would try.
    UNAUTHORIZED(401, "Unauthorized", "WWW-Authenticate: AppPassword\r\n"),
    FORBIDDEN(403, "Forbidden", ""),
    NOT_FOUND(404, "Not Found", ""),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "Allow: POST\r\n"),
    REQUEST_TIMEOUT(408, "Request Timeout", ""),
    LENGTH_REQUIRED(411, "Length Required", ""),
    CONTENT_TOO_LARGE(413, "Content Too Large", ""),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "Accept: application/json\r\n"),
    EXPECTATION_FAILED(417, "Expectation Failed", ""),
    HEAD_TOO_LARGE(431, "Request Header Fields Too Large", ""),
    UNAVAILABLE(503, "Service Unavailable", ""),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "");

    private final int code;
    private final String reason;
    private final String fields;

    Status(int code, String reason, String fields) {
        this.code = code;
        this.reason = reason;
        this.fields = fields;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    /// Complete header lines.
    String fields() {
        return fields;
    }
}
