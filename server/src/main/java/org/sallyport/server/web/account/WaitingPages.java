package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Streams;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// *Waiting for your app*: tells whoever has just made an app password what their app has sent, as server-sent events
/// (WHATWG HTML section 9.2) and, without a script, as a page to look at again.
///
/// A stream lasts for seconds and the browser asks anew, behind what it has heard: so any node can answer, and no node
/// waits for a stream when it stops. Whatever arrives is read from the audit log, which all nodes share.
@Controller
class WaitingPages implements ApplicationListener<ContextClosedEvent> {
    private static final Duration STREAM = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MOST_STREAMS = 256;
    private static final int MOST_OF_ONE_PERSON = 4;

    private final SignInHistory history;
    private final Arriving arriving;
    private final ClientAddress addresses;
    private final Streams streams = new Streams(MOST_STREAMS, MOST_OF_ONE_PERSON);
    private volatile boolean closing;

    WaitingPages(SignInHistory history, Arriving arriving, ClientAddress addresses) {
        this.history = history;
        this.arriving = arriving;
        this.addresses = addresses;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }

    @GetMapping("/app-passwords/{id}/waiting")
    ModelAndView waiting(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String since,
            Locale locale,
            HttpServletRequest request) {
        var appPassword = history.find(visitor.id(), idOf(id)).orElseThrow(NoSuchThing::new);
        long from = number(since).orElseGet(history::now);
        var arrivals = history.arrivals(visitor.id(), from, addresses.of(request));
        List<Arriving.Said> said =
                arriving.say(arrivals, appPassword.id(), visitor.account().username(), locale);
        return Page.of("app-password-waiting")
                .with("label", appPassword.label().value())
                .with("id", appPassword.id().toString())
                .with("since", from)
                .with("arrivals", said)
                .show();
    }

    @GetMapping("/app-passwords/{id}/arrivals")
    void arrivals(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String since,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var appPassword = history.find(visitor.id(), idOf(id)).orElseThrow(NoSuchThing::new);
        var place = streams.take(visitor.id());
        if (place.isEmpty()) {
            // The browser gives up on 204; the page says how to look by hand.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        try (var taken = place.get()) {
            var last = Optional.ofNullable(request.getHeader("Last-Event-ID")).flatMap(WaitingPages::number);
            long from = last.or(() -> number(since)).orElseGet(history::now);
            stream(new Waiter(visitor, appPassword.id(), locale, taken), from, request, response);
        } catch (IOException left) {
            // Whoever waited has gone.
        }
    }

    private record Waiter(Visitor visitor, AppPasswordId appPassword, Locale locale, Streams.Place place) {
        AccountId account() {
            return visitor.id();
        }
    }

    private void stream(Waiter waiter, long from, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var out = response.getWriter();
        out.write("retry: 1000\n\n");
        response.flushBuffer();
        var source = addresses.of(request);
        long end = System.nanoTime() + STREAM.toNanos();
        long at = from;
        while (!closing && System.nanoTime() < end) {
            if (waiter.place().isOver()) {
                // A browser would ask anew, and take the place of the next.
                out.write("event: over\ndata: \n\n");
                response.flushBuffer();
                return;
            }
            var arrivals = history.arrivals(waiter.account(), at, source);
            var said = arriving.say(
                    arrivals, waiter.appPassword(), waiter.visitor().account().username(), waiter.locale());
            for (var one : said) {
                out.write("event: " + (one.isSuccess() ? "arrived" : "instead") + "\nid: " + one.number() + "\ndata: "
                        + one.sentence() + "\n\n");
            }
            if (arrivals.until() > at) {
                at = arrivals.until();
                out.write("id: " + at + "\n\n");
            }
            response.flushBuffer();
            if (said.stream().anyMatch(Arriving.Said::isSuccess)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK.toMillis()));
        }
    }

    private static Optional<Long> number(String typed) {
        return typed.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(typed)) : Optional.empty();
    }

    private static AppPasswordId idOf(String id) {
        return AppPasswordId.parse(id).orElseThrow(NoSuchThing::new);
    }
}
