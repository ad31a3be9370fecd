package org.sallyport.server.web.admin.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Streams;
import org.sallyport.server.web.security.Needs;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Tells a page that follows the audit log that there is more in it, as server-sent events (WHATWG HTML section 9.2);
/// the page reads itself anew, so that it shows what is looked for and nothing else.
///
/// A stream ends when it has said so, or after some seconds, and the browser asks anew, behind what it has heard: so
/// any node can answer, and no node waits for a stream when it stops.
@Controller
class AuditNews implements ApplicationListener<ContextClosedEvent> {
    private static final Duration STREAM = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_STREAMS = 32;
    private static final int MOST_OF_ONE_PERSON = 2;

    private final Store store;
    private final Streams streams = new Streams(MOST_STREAMS, MOST_OF_ONE_PERSON);
    private volatile boolean closing;

    AuditNews(Store store) {
        this.store = store;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }

    /// @param since the number of the last entry that the page knows
    @Needs(Permission.AUDIT_SEE)
    @GetMapping("/admin/audit/news")
    void news(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "0") long since,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            HttpServletResponse response) {
        var place = streams.take(visitor.id());
        if (place.isEmpty()) {
            // The browser gives up on 204; the page can be loaded by hand.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        try (var taken = place.get()) {
            stream(taken, last == null ? since : last, response);
        } catch (IOException left) {
            // Whoever followed has gone.
        }
    }

    private void stream(Streams.Place place, long since, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var out = response.getWriter();
        out.write("retry: 1000\n\n");
        long end = System.nanoTime() + STREAM.toNanos();
        while (!closing && System.nanoTime() < end) {
            if (place.isOver()) {
                // A browser would ask anew, and take the place of the next.
                out.write("event: over\ndata: \n\n");
                response.flushBuffer();
                return;
            }
            long now = store.look(books ->
                    AuditLog.in(books).head().map(AuditLog.Head::number).orElse(0L));
            if (now > since) {
                out.write("event: more\nid: " + now + "\ndata: " + (now - since) + "\n\n");
                response.flushBuffer();
                return;
            }
            response.flushBuffer();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
