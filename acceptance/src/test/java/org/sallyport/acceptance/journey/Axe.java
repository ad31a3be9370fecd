package org.sallyport.acceptance.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Deque's axe-core, which finds what keeps people with disabilities out, as far as a program can.
final class Axe {
    private static final String SCRIPT = script();
    /// The rules of WCAG 2.2, level AA, and of what it is built on.
    private static final String ALL = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";
    /// Those whose answer depends on colours and sizes.
    private static final String OF_LOOKS =
            "{type: 'rule', values: ['color-contrast', 'target-size', 'link-in-text-block']}";
    /// Returns one line for each violation; of what is in order only as much as shows that something was looked at.
    private static final String RUN = """
            (rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found =>
              found.passes.length == 0 ? 'axe looked at nothing' : found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' '))).join('\\n')))
            """;

    private Axe() {}

    /// What it finds on the page as it stands: one line for each, empty for nothing.
    ///
    /// Asks through the debugger: the page's own policy lets no foreign script in, and must not be lifted for this.
    static String violations(Page page) {
        return violations(page, ALL);
    }

    /// The same by those rules alone whose answer may be another when colours and sizes are.
    static String violationsOfLooks(Page page) {
        return violations(page, OF_LOOKS);
    }

    private static String violations(Page page, String rules) {
        var debugger = page.context().newCDPSession(page);
        try {
            // Half a megabyte: only to pages that have not got it yet.
            var isThere = debugger.send("Runtime.evaluate", expression("typeof axe !== 'undefined'"));
            if (!isThere.getAsJsonObject("result").get("value").getAsBoolean()) {
                debugger.send("Runtime.evaluate", expression(SCRIPT));
            }
            var answer = debugger.send("Runtime.evaluate", expression(RUN + "(" + rules + ")"));
            if (answer.has("exceptionDetails")) {
                throw new IllegalStateException(answer.get("exceptionDetails").toString());
            }
            return answer.getAsJsonObject("result").get("value").getAsString();
        } finally {
            debugger.detach();
        }
    }

    private static JsonObject expression(String text) {
        var arguments = new JsonObject();
        arguments.addProperty("expression", text);
        arguments.addProperty("awaitPromise", true);
        arguments.addProperty("returnByValue", true);
        return arguments;
    }

    private static String script() {
        try (var in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
