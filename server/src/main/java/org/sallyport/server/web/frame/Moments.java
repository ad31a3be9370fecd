package org.sallyport.server.web.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.sallyport.server.web.WebSettings;
import org.springframework.stereotype.Component;

/// Writes times the way people read them, in the organisation's zone.
@Component
public final class Moments {
    /// Hours from 0 to 23: half of a day written with letters ends in a full stop in Greek, also where a sentence goes
    /// on.
    private static final String DAY_AND_TIME = "yMMMdHm";

    private final ZoneId zone;

    Moments(WebSettings settings) {
        this.zone = settings.zone();
    }

    /// `22 Nov 2026, 14:05`
    public String dayAndTime(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedPattern(DAY_AND_TIME)
                .withLocale(regional(locale))
                .withZone(zone)
                .format(at);
    }

    /// `22 Nov 2026`
    public String day(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(regional(locale))
                .withZone(zone)
                .format(at);
    }

    /// When something ends: the last day, where it ends with one.
    public String end(Instant at, Locale locale) {
        boolean withDay = at.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
        return withDay ? day(at.minusSeconds(1), locale) : dayAndTime(at, locale);
    }

    /// The end of a day in the organisation's zone.
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /// The organisation's zone.
    public ZoneId zone() {
        return zone;
    }

    /// Whole minutes, at least one.
    public static long minutes(Duration duration) {
        return Math.max(1, (duration.abs().toSeconds() + 30) / 60);
    }

    // English alone writes days the American way, which hardly anybody reads who runs this.
    private static Locale regional(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
    }
}
