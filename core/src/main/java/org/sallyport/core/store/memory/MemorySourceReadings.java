package org.sallyport.core.store.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.source.SourceReport;

final class MemorySourceReadings implements SourceReadings {
    private final Rows<String, SourceReading> readings;
    private final Rows<String, List<SourceReport>> reports;

    MemorySourceReadings(Undo undo) {
        this.readings = new Rows<>(undo);
        this.reports = new Rows<>(undo);
    }

    @Override
    public Optional<SourceReading> find(SourceName source) {
        return readings.find(source.value());
    }

    @Override
    public void put(SourceReading reading) {
        readings.put(reading.source().value(), reading);
    }

    @Override
    public void add(SourceReport report) {
        var kept = new ArrayList<SourceReport>();
        kept.add(report);
        kept.addAll(reports(report.source()));
        reports.put(
                report.source().value(), kept.stream().limit(SourceReport.KEPT).toList());
    }

    @Override
    public List<SourceReport> reports(SourceName source) {
        return reports.find(source.value()).orElse(List.of());
    }
}
