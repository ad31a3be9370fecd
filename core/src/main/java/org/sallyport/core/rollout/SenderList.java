package org.sallyport.core.rollout;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.observation.Sender;

/// Apps as a notice names them: a line for each, its protocol first, then what it calls itself where that is fit for a
/// mail.
final class SenderList {
    /// As many as anybody reads in a mail; the account's own page has all.
    private static final int MOST = 10;

    private SenderList() {}

    static Map<String, String> values(List<Sender> senders) {
        if (senders.isEmpty()) {
            return Map.of();
        }
        var lines = senders.stream().map(SenderList::line).distinct().toList();
        return Map.of(
                "senders", lines.stream().limit(MOST).collect(Collectors.joining("\n")),
                "more", Integer.toString(Math.max(0, lines.size() - MOST)));
    }

    private static String line(Sender sender) {
        var name = sender.client().filter(ClientName::isFitForMail).map(ClientName::value);
        return sender.protocol().code() + name.map(" "::concat).orElse("");
    }
}
