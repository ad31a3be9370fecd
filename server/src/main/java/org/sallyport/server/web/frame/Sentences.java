package org.sallyport.server.web.frame;

import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says sentences in a language.
@Component
public final class Sentences {
    private final MessageSource messages;
    private final Moments moments;

    Sentences(MessageSource messages, Moments moments) {
        this.messages = messages;
        this.moments = moments;
    }

    public String of(Said said, Locale locale) {
        var with = said.with().stream()
                .map(value -> value instanceof Instant at ? moments.dayAndTime(at, locale) : value)
                .toArray();
        return messages.getMessage(said.key(), with, locale);
    }
}
