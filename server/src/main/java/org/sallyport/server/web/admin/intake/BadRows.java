package org.sallyport.server.web.admin.intake;

import java.util.List;
import org.sallyport.core.directory.ImportOutlook;
import org.sallyport.core.directory.ImportReport;
import org.sallyport.core.intake.ImportContent;
import org.sallyport.server.web.frame.NoSuchThing;

/// A page of the rows that an import cannot take.
///
/// @param number from 1
/// @param pages how many there are; 0 where no row is bad
public record BadRows(List<ImportReport.Bad> rows, int number, int pages) {
    private static final int SHOWN = 100;

    static BadRows of(ImportContent content, String page) {
        List<ImportReport.Bad> all =
                content.seen().map(ImportOutlook::report).map(ImportReport::bad).orElse(List.of());
        int pages = (all.size() + SHOWN - 1) / SHOWN;
        int number = ImportPages.number(page)
                .filter(wanted -> wanted <= Math.max(1, pages))
                .orElseThrow(NoSuchThing::new);
        int from = (number - 1) * SHOWN;
        return new BadRows(all.subList(from, Math.min(all.size(), from + SHOWN)), number, pages);
    }
}
