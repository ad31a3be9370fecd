package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.apppassword.OpenConnections;

/// What a command did: sentences for people, and the same as fields for programs.
///
/// @param fields by names in `kebab-case`, which do not change
record Done(List<String> sentences, Map<String, Object> fields) {
    /// What says nothing to people.
    static final Done SILENTLY = new Done(List.of(), Map.of());

    Done {
        sentences = List.copyOf(sentences);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Done saying(String sentence) {
        return new Done(List.of(sentence), Map.of());
    }

    Done and(String sentence) {
        var more = new ArrayList<>(sentences);
        more.add(sentence);
        return new Done(more, fields);
    }

    Done with(String field, Object value) {
        return with(Map.of(field, value));
    }

    Done with(Map<String, ?> more) {
        var all = new LinkedHashMap<>(fields);
        all.putAll(more);
        return new Done(sentences, all);
    }

    /// And what was closed at connected servers. In sentences nothing where none is connected.
    Done closing(OpenConnections.Receipt receipt) {
        var gaps = receipt.gaps();
        var done = this;
        if (receipt.closed() > 0 || receipt.servers() > 0 && gaps.isEmpty()) {
            done = done.and(receipt.closed() + (receipt.closed() == 1 ? " connection" : " connections") + " closed in "
                    + receipt.took().toMillis() + " ms.");
        }
        done = done.of(
                        gaps.uncounted(),
                        "Closed without a count: ",
                        ". That server could not tell how many there were.")
                .of(
                        gaps.leftOpen(),
                        "Left open: ",
                        ". Its commands would take this user name for a mask and close what others have open.")
                .of(
                        gaps.unreachable(),
                        "Not reached: ",
                        ". What is open there stays open; the rest is done all the same.");
        var connections = new LinkedHashMap<String, Object>();
        connections.put("closed", receipt.closed());
        connections.put("milliseconds", receipt.took().toMillis());
        connections.put("uncounted", gaps.uncounted());
        connections.put("left-open", gaps.leftOpen());
        connections.put("unreachable", gaps.unreachable());
        return done.with("connections", connections);
    }

    private Done of(List<String> servers, String before, String behind) {
        return servers.isEmpty() ? this : and(before + String.join(", ", servers) + behind);
    }
}
