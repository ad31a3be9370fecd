package org.sallyport.server.remote;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What was closed at connected servers, said as the pages say it.
final class Receipts {
    private Receipts() {}

    /// Says it where the answer has such a receipt, or is one.
    static void say(Screen screen, JsonNode answer) {
        var receipt = answer.path("connections").isObject() ? answer.path("connections") : answer;
        int closed = receipt.path("closed").asInt(0);
        if (closed > 0) {
            screen.say(closed + (closed == 1 ? " connection" : " connections") + " closed in "
                    + receipt.path("milliseconds").asLong(0) + " ms.");
        }
        servers(screen, receipt.path("uncounted"), "Closed without a count: ", "That server could not tell how many.");
        servers(
                screen,
                receipt.path("left_open"),
                "Left open: ",
                "Its commands would take this user name for a mask and close what others have open.");
        servers(
                screen,
                receipt.path("unreachable"),
                "Not reached: ",
                "What is open there stays open; the rest is done all the same.");
    }

    private static void servers(Screen screen, JsonNode names, String before, String behind) {
        if (!names.isEmpty()) {
            screen.say(before + names.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) + ". "
                    + behind);
        }
    }
}
