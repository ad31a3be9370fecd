package org.sallyport.server.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.csv.CsvLine;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The list of people as a file. It is a form, since the audit log remembers who took it.
@Controller
class ExportPages {
    private final PeopleExport export;
    private final InstantSource clock;

    ExportPages(PeopleExport export, InstantSource clock) {
        this.export = export;
        this.clock = clock;
    }

    /// Everybody at once: whoever only has the cookie does not get it.
    @Needs(Permission.PEOPLE_EXPORT)
    @PostMapping("/admin/people/export")
    @Nullable
    ModelAndView export(
            @AuthenticationPrincipal Visitor admin,
            @RequestParam Map<String, String> asked,
            HttpServletResponse response) {
        var filters = new Filters(asked);
        if (admin.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(admin, FormAddress.of("/admin", filters.said()));
        }
        response.setContentType("text/csv");
        response.setCharacterEncoding(UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"people.csv\"");
        try {
            var out = response.getWriter();
            out.write(CsvLine.BYTE_ORDER_MARK);
            export.write(filters.query(clock.instant()), filters.parameters(), admin.actor(), out::write);
        } catch (IOException left) {
            // Whoever asked has gone.
        }
        return null;
    }
}
