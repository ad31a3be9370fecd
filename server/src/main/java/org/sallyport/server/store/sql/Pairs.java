package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Names and values as one line of text, `application/x-www-form-urlencoded` in the order of the names: one text for
/// one map, readable in a database shell.
final class Pairs {
    private Pairs() {}

    static String write(Map<String, String> pairs) {
        return new TreeMap<>(pairs)
                .entrySet().stream()
                        .map(pair -> URLEncoder.encode(pair.getKey(), UTF_8) + "="
                                + URLEncoder.encode(pair.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /// @throws IllegalArgumentException when [#write] did not write it
    static Map<String, String> read(String line) {
        var pairs = new HashMap<String, String>();
        for (var pair : line.isEmpty() ? new String[0] : line.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a pair reads name=value");
            }
            pairs.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        if (!write(pairs).equals(line)) {
            throw new IllegalArgumentException("pairs are written in one way only");
        }
        return pairs;
    }
}
