package org.sallyport.server.web.admin.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is looked for, as it was typed or stands in the address of a page.
///
/// @param what the code of a topic or a kind
/// @param about the user name, or the id, of an account
/// @param by who did it: the same, or another actor as exports write it
/// @param from the first day
/// @param until the last day
public record AuditFilter(String what, String about, String by, String from, String until) {
    private static final int LONGEST = 300;

    // A field that a request leaves out is an empty one.
    public AuditFilter(
            @Nullable String what,
            @Nullable String about,
            @Nullable String by,
            @Nullable String from,
            @Nullable String until) {
        this.what = typed(what);
        this.about = typed(about);
        this.by = typed(by);
        this.from = typed(from);
        this.until = typed(until);
    }

    private static String typed(@Nullable String text) {
        var typed = text == null ? "" : text.strip();
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }

    public boolean isEmpty() {
        return fields().isEmpty();
    }

    /// The same in an address, behind its question mark.
    public String query() {
        return fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// What was typed, by the names of the fields.
    Map<String, String> fields() {
        var fields = new TreeMap<>(Map.of("what", what, "about", about, "by", by, "from", from, "until", until));
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
