package org.sallyport.server.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.BiFunction;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.notice.Notice;

/// The apps that a notice names, a line for each.
final class AppLines {
    private AppLines() {}

    /// @param text puts a sentence of the bundle into words
    static List<Letter.Part> of(
            ResourceBundle bundle, Notice notice, BiFunction<String, Map<String, String>, String> text) {
        var parts = new ArrayList<Letter.Part>();
        var values = notice.values();
        if (!values.containsKey("senders")) {
            return parts;
        }
        var before = notice.kind().code() + ".stops";
        if (bundle.containsKey(before)) {
            parts.add(new Letter.Part.Sentence(text.apply(before, values)));
        }
        for (var line : values.getOrDefault("senders", "").lines().toList()) {
            parts.add(new Letter.Part.Sentence("• " + app(line, text)));
        }
        if (!values.getOrDefault("more", "0").equals("0")) {
            parts.add(new Letter.Part.Sentence(text.apply("app.more", values)));
        }
        return parts;
    }

    // Its protocol, then what it calls itself where it does.
    private static String app(String line, BiFunction<String, Map<String, String>, String> text) {
        int blank = line.indexOf(' ');
        var protocol =
                Protocol.find(blank < 0 ? line : line.substring(0, blank)).orElse(Protocol.HTTP);
        var what = text.apply("app." + protocol.code(), Map.of());
        return blank < 0 ? what : what + ", " + text.apply("app.by", Map.of("client", line.substring(blank + 1)));
    }
}
