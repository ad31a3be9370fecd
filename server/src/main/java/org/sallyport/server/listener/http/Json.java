package org.sallyport.server.listener.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// JSON in and out of bytes, with no mapping to objects and no source text in any exception.
final class Json {
    private static final int DEEPEST = 8;
    private static final JsonStringEncoder QUOTED = JsonStringEncoder.getInstance();
    private static final byte[] BEGIN = ascii("{\"");
    private static final byte[] COLON = ascii("\":\"");
    private static final byte[] COMMA = ascii("\",\"");
    private static final byte[] END = ascii("\"}");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(HeadReader.MAX_BODY)
                    .build())
            .build();

    private Json() {}

    static JsonParser parser(byte[] bytes, int from, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
    }

    /// One member of an object.
    ///
    /// @param name of ours: it needs no quoting
    record Member(String name, String value) {}

    /// One object in UTF-8. Written by hand but for what a text may hold: the generator of the library, made anew for
    /// every answer, costs as much as the verdict.
    static byte[] object(Member... members) {
        var bytes = new ByteArrayOutputStream(192);
        byte[] between = BEGIN;
        for (var member : members) {
            bytes.writeBytes(between);
            bytes.writeBytes(ascii(member.name()));
            bytes.writeBytes(COLON);
            bytes.writeBytes(QUOTED.quoteAsUTF8(member.value()));
            between = COMMA;
        }
        bytes.writeBytes(END);
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
