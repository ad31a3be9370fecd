package org.sallyport.server.doveadm;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// What this package writes into the log while a test looks.
final class LogLines implements AutoCloseable {
    private final Logger log = (Logger) LoggerFactory.getLogger(LogLines.class.getPackageName());
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    LogLines() {
        lines.start();
        log.addAppender(lines);
    }

    /// The fields of every line about this event, the oldest first.
    List<Map<String, String>> of(String event) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getFormattedMessage().equals(event))
                .map(line -> line.getKeyValuePairs().stream()
                        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value))))
                .toList();
    }

    @Override
    public void close() {
        log.detachAppender(lines);
    }
}
