package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.SecretGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/// Shows the page for what went wrong, from a filter or from a page alike; a program gets problem details. Needs
/// neither the store nor a session, so
/// that it works when those do not.
@Component
public final class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final int INCIDENT_LENGTH = 8;
    private static final String RETRY_SECONDS = "30";

    private final ObjectProvider<ITemplateEngine> templates;
    private final Frames frames;
    private final LanguageChoice languages;
    private final SecretGenerator generator;

    ErrorPages(
            ObjectProvider<ITemplateEngine> templates,
            Frames frames,
            LanguageChoice languages,
            SecretGenerator generator) {
        this.templates = templates;
        this.frames = frames;
        this.languages = languages;
        this.generator = generator;
    }

    /// Answers with the page of a fault. Does nothing when the answer is under way already.
    public void show(HttpServletRequest request, HttpServletResponse response, Fault fault) throws IOException {
        if (!response.isCommitted()) {
            render(request, response, fault, null);
        }
    }

    /// The same for a fault with a cause that an operator will want to find: under an incident number in the log.
    void show(HttpServletRequest request, HttpServletResponse response, Fault fault, Throwable cause)
            throws IOException {
        var incident = generator.base32(INCIDENT_LENGTH).reveal();
        LOG.atError()
                .setMessage("page.failed")
                .addKeyValue("incident", incident)
                .addKeyValue("status", fault.status())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("area", firstSegment(request))
                .setCause(cause)
                .log();
        if (!response.isCommitted()) {
            render(request, response, fault, incident.substring(0, 4) + "-" + incident.substring(4));
        }
    }

    private void render(
            HttpServletRequest request, HttpServletResponse response, Fault fault, @Nullable String incident)
            throws IOException {
        if (ProblemDetails.areFor(request)) {
            var problem = ProblemDetails.of(ProblemKind.ofStatus(fault.status()));
            (incident == null ? problem : problem.withIncident(incident)).write(response);
            return;
        }
        response.resetBuffer();
        response.setStatus(fault.status());
        response.setContentType("text/html;charset=UTF-8");
        if (fault == Fault.UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        Locale locale = languages.resolveLocale(request);
        var model = new HashMap<String, Object>();
        model.put("frame", frames.around(request, locale));
        model.put("fault", fault);
        if (incident != null) {
            model.put("incident", incident);
        }
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        templates.getObject().process("error", new WebContext(exchange, locale, model), response.getWriter());
    }

    // The rest of a path may hold what a stranger typed.
    private static String firstSegment(HttpServletRequest request) {
        var path = request.getRequestURI();
        int end = path.indexOf('/', 1);
        var first = end < 0 ? path : path.substring(0, end);
        return first.matches("/[a-z-]{0,20}") ? first : "/…";
    }
}
