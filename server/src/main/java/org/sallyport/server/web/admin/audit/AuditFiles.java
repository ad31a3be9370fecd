package org.sallyport.server.web.admin.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.audit.AuditRow;
import org.sallyport.core.csv.CsvLine;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// What is looked for in the audit log as a file, newest first; written as it is read, so that it may be as long as the
/// log.
@Controller
class AuditFiles {
    private static final int AT_ONCE = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLUMNS = List.of("number", "at", "kind", "about", "by", "details", "link");

    private final Store store;
    private final AuditReader reader;
    private final InstantSource clock;

    AuditFiles(Store store, AuditReader reader, InstantSource clock) {
        this.store = store;
        this.reader = reader;
        this.clock = clock;
    }

    /// How the file is written.
    private enum Format {
        /// One JSON object a line, as the command exports it.
        JSONL("application/jsonl"),
        /// RFC 4180, with the details as JSON in their column.
        CSV("text/csv");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        static Optional<Format> find(String ending) {
            return Arrays.stream(values())
                    .filter(format -> format.ending().equals(ending))
                    .findFirst();
        }

        /// What comes before the first entry.
        String beginning() {
            return this == CSV ? CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS) : "";
        }

        /// What comes behind the last one that could be read.
        String brokenOff(long before) {
            var sentence = "incomplete: entries before number " + before + " could not be read";
            return this == CSV
                    ? CsvLine.of(List.of(sentence))
                    : JSON.writeValueAsString(Map.of("incomplete", sentence)) + "\n";
        }

        /// How the name of the file ends.
        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        String line(AuditLog.Entry entry) {
            var row = AuditRow.of(entry);
            return this == JSONL ? JSON.writeValueAsString(row) + "\n" : CsvLine.of(cells(row));
        }

        private static List<String> cells(Map<String, Object> row) {
            return COLUMNS.stream().map(column -> cell(row.get(column))).toList();
        }

        private static String cell(@Nullable Object value) {
            return switch (value) {
                case null -> "";
                case Map<?, ?> details -> JSON.writeValueAsString(details);
                default -> value.toString();
            };
        }
    }

    /// Everything about everybody at once: whoever only has the cookie does not get it.
    @Needs(Permission.AUDIT_EXPORT)
    @PostMapping("/admin/audit/export")
    @Nullable
    ModelAndView export(
            @AuthenticationPrincipal Visitor visitor,
            AuditFilter filter,
            @RequestParam(name = "format", defaultValue = "") String wanted,
            HttpServletResponse response)
            throws IOException {
        var format = Format.find(wanted).orElseThrow(NoSuchThing::new);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, "/admin/audit");
        }
        var asked = reader.read(filter);
        if (!asked.problems().isEmpty()) {
            return Page.goTo("/admin/audit?" + filter.query());
        }
        long own = note(visitor, filter, format);
        response.setContentType(format.type);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format.ending() + "\"");
        write(asked.query(), own, format, response.getWriter());
        return null;
    }

    /// Puts down who took what, and returns the number of that entry: the file ends before it.
    private long note(Visitor visitor, AuditFilter filter, Format format) {
        var details = new TreeMap<>(filter.fields());
        details.put("format", format.ending());
        var event =
                new AuditEvent(clock.instant(), AuditKind.AUDIT_EXPORTED, Optional.empty(), visitor.actor(), details);
        return store.transact(books -> {
            var log = AuditLog.in(books);
            log.append(event);
            return log.head().orElseThrow().number();
        });
    }

    private void write(AuditQuery query, long before, Format format, Writer out) throws IOException {
        out.write(format.beginning());
        long place = before;
        List<AuditLog.Entry> page;
        do {
            long end = place;
            try {
                page = store.look(books -> AuditLog.in(books).find(query, end, AT_ONCE));
            } catch (Unavailable | AuditLog.Unreadable broken) {
                // The answer has begun: a file that just ended here would look whole.
                out.write(format.brokenOff(end));
                return;
            }
            for (var entry : page) {
                out.write(format.line(entry));
            }
            place = page.isEmpty() ? place : page.getLast().number();
        } while (page.size() == AT_ONCE);
    }
}
