package org.sallyport.server.web.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.history.PastSignIn;
import org.sallyport.core.history.SignInHistory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Puts into plain words what an app has sent while somebody waited for it.
@Component
public final class Arriving {
    private final MessageSource messages;

    Arriving(MessageSource messages) {
        this.messages = messages;
    }

    /// One sentence.
    ///
    /// @param number of the entry it comes from
    /// @param isSuccess whether it is what was waited for
    public record Said(long number, String sentence, boolean isSuccess) {}

    /// @param waitedFor the app password that was just made
    /// @param name what the app has to send as the user name
    List<Said> say(SignInHistory.Arrivals arrivals, AppPasswordId waitedFor, Username name, Locale locale) {
        return arrivals.signIns().stream()
                .flatMap(past -> say(past, waitedFor, name, locale).stream())
                .toList();
    }

    private Optional<Said> say(PastSignIn past, AppPasswordId waitedFor, Username name, Locale locale) {
        boolean isIt = past.appPassword().filter(waitedFor::equals).isPresent();
        if (!past.isRefused()) {
            return isIt
                    ? Optional.of(new Said(past.number(), sentence("accepted", past, name, locale), true))
                    : Optional.empty();
        }
        return key(past, isIt).map(key -> new Said(past.number(), sentence(key, past, name, locale), false));
    }

    // Codes of reasons as the audit log writes them. What is missing here says nothing about this app.
    private static Optional<String> key(PastSignIn past, boolean isIt) {
        return switch (past.why()) {
            case "app-password-needed", "old-account-password", "wrong-secret", "no-such-account" ->
                Optional.of(past.why());
            case "revoked", "expired" -> Optional.of("old-app-password");
            case "never-used" -> Optional.of(isIt ? past.why() : "old-app-password");
            case "protocol-out-of-scope", "network-out-of-scope", "not-yet", "elsewhere" ->
                isIt ? Optional.of(past.why()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private String sentence(String key, PastSignIn past, Username name, Locale locale) {
        var protocol = past.way()
                .protocol()
                .map(known -> messages.getMessage("protocol." + known.code(), null, locale))
                .orElse("");
        var what = past.way()
                .client()
                .map(client -> messages.getMessage("protocol.by", new Object[] {protocol, client}, locale))
                .orElse(protocol);
        var place = past.way().source().address().isPresent()
                ? past.way().source().toString()
                : messages.getMessage("account.card.unknown-place", null, locale);
        var third = past.label().orElseGet(name::canonical);
        return messages.getMessage("waiting." + key, new Object[] {what, place, third}, locale);
    }
}
