package org.sallyport.server.notify;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.core.account.Text;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Method;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;

/// Puts notices into words: one bundle a language, English where there is none.
final class Texts {
    private static final String BUNDLE = "org.sallyport.server.notify.notices";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final int LONGEST_VALUE = 200;
    /// How many of the gathered notices a digest tells of; the account's own pages tell of all.
    private static final int MOST_TOLD = 50;

    private final MailSettings settings;

    Texts(MailSettings settings) {
        this.settings = settings;
    }

    Letter letter(Envelope envelope) {
        var latest = envelope.notices().getLast();
        var bundle = bundle(latest.language());
        var language = bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
        if (!envelope.isDigest()) {
            var subject = text(bundle, latest.kind().code() + ".subject", latest.values());
            return new Letter(language, subject, parts(bundle, latest));
        }
        var values = new HashMap<>(Map.of(
                "count", Integer.toString(envelope.notices().size()),
                "more", Integer.toString(envelope.notices().size() - MOST_TOLD)));
        if (latest.values().containsKey("name")) {
            values.put("name", latest.values().getOrDefault("name", ""));
        }
        return new Letter(
                language, text(bundle, "digest.subject", values), digest(bundle, language, values, envelope.notices()));
    }

    /// What a mail is about, in a word: `contact-code`, `digest`.
    static String key(Envelope envelope) {
        return envelope.isDigest()
                ? "digest"
                : envelope.notices().getFirst().kind().code();
    }

    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private List<Letter.Part> digest(
            ResourceBundle bundle, Locale language, Map<String, String> values, List<Notice> notices) {
        var parts = new ArrayList<Letter.Part>();
        if (values.containsKey("name")) {
            parts.add(new Letter.Part.Sentence(text(bundle, "greeting", values)));
        }
        parts.add(new Letter.Part.Sentence(text(bundle, "digest.what", values)));
        var when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language.equals(Locale.ENGLISH) ? Locale.UK : language)
                .withZone(settings.zone());
        if (notices.size() > MOST_TOLD) {
            parts.add(new Letter.Part.Sentence(text(bundle, "digest.more", values)));
        }
        for (var notice : notices.subList(Math.max(0, notices.size() - MOST_TOLD), notices.size())) {
            parts.add(new Letter.Part.Event(when.format(notice.made()), String.join(" ", sentences(bundle, notice))));
            if (notice.kind() == Notice.Kind.ACCOUNT_PASSWORD_REFUSED) {
                var label = text(bundle, notice.kind().code() + ".link", notice.values());
                parts.add(new Letter.Part.Link(label, rescue(notice.values())));
            }
        }
        parts.add(new Letter.Part.Link(
                text(bundle, "digest.link", values), settings.publicUrl().resolve("/account/activity")));
        parts.add(new Letter.Part.Sentence(text(bundle, "digest.next", values)));
        parts.add(new Letter.Part.Sentence(text(bundle, "digest.not-you", values)));
        parts.add(notMe(bundle));
        return parts;
    }

    /// What happened, without what to do about it.
    private List<String> sentences(ResourceBundle bundle, Notice notice) {
        var kind = notice.kind().code();
        var values = notice.values();
        var sentences = new ArrayList<String>();
        sentences.add(text(bundle, placed(bundle, kind + ".what", values), values));
        if (values.containsKey("client")) {
            sentences.add(text(bundle, kind + ".client", values));
        }
        if (values.containsKey("outcome")) {
            sentences.add(text(bundle, kind + "." + values.getOrDefault("outcome", ""), values));
        }
        if (values.containsKey("apps")) {
            var what = values.get("apps").equals("revoke") ? ".revoked" : ".asleep";
            sentences.add(text(bundle, kind + what, values));
        }
        return sentences;
    }

    private List<Letter.Part> parts(ResourceBundle bundle, Notice notice) {
        var kind = notice.kind().code();
        var values = notice.values();
        var parts = beginning(bundle, notice);
        parts.add(wayOn(bundle, notice));
        parts.add(new Letter.Part.Sentence(text(bundle, kind + ".next", values)));
        parts.add(new Letter.Part.Sentence(text(bundle, placed(bundle, kind + ".not-you", values), values)));
        if (notice.kind() == Notice.Kind.ACCOUNT_PASSWORD_REFUSED) {
            parts.add(new Letter.Part.Link(text(bundle, kind + ".change", values), password()));
        }
        if (notice.kind().tellsOfAChange()) {
            parts.add(notMe(bundle));
        }
        return parts;
    }

    private List<Letter.Part> beginning(ResourceBundle bundle, Notice notice) {
        var parts = new ArrayList<Letter.Part>();
        if (notice.values().containsKey("name")) {
            parts.add(new Letter.Part.Sentence(text(bundle, "greeting", notice.values())));
        }
        sentences(bundle, notice).forEach(sentence -> parts.add(new Letter.Part.Sentence(sentence)));
        parts.addAll(AppLines.of(bundle, notice, (key, more) -> text(bundle, key, more)));
        return parts;
    }

    /// What the reader goes on with: a code, or a link.
    private Letter.Part wayOn(ResourceBundle bundle, Notice notice) {
        return switch (notice.kind()) {
            case CONTACT_CODE, MAILBOX_CODE, FORGOTTEN_PASSWORD_CODE ->
                new Letter.Part.Code(line(notice.values().getOrDefault("code", "")));
            case METHOD_ADDED,
                    METHOD_RENAMED,
                    DEFAULT_METHOD_SET,
                    METHOD_REMOVED,
                    RECOVERY_CODES_MADE,
                    RECOVERY_CODE_USED,
                    METHODS_REPLACED ->
                link(bundle, notice, settings.publicUrl().resolve("/account/methods"));
            case PROPOSAL_WAITS, PROPOSAL_DECIDED ->
                link(bundle, notice, settings.publicUrl().resolve("/admin/proposals"));
            case DEVICE_REMEMBERED -> link(bundle, notice, settings.publicUrl().resolve("/account/browsers"));
            case METHOD_REGISTERED,
                    ONBOARDING_CODE_MADE,
                    MFA_EXEMPTED,
                    ROLE_CHANGED,
                    API_TOKEN_MADE,
                    METHODS_RESET,
                    CONTACT_CHANGED,
                    APP_PASSWORD_MADE,
                    APP_PASSWORD_OPENS_SOON,
                    APP_PASSWORD_OPENS_NOW,
                    APP_PASSWORD_SENT_ELSEWHERE,
                    APP_PASSWORD_PLACE_ALLOWED,
                    APP_PASSWORD_WOKEN,
                    PASSWORD_CHANGED,
                    ACCOUNT_CLOSED,
                    ACCOUNT_DELETION_PLANNED,
                    ACCOUNT_DELETED,
                    FORGOTTEN_PASSWORD_TRIED,
                    APP_PASSWORD_UNUSED,
                    ACCOUNT_PASSWORD_ENDS_SOON,
                    SWITCHED_TO_APP_PASSWORDS,
                    SWITCH_TAKEN_BACK,
                    OLD_APP_PASSWORD_SENT,
                    OLD_ACCOUNT_PASSWORD_SENT -> link(bundle, notice, settings.publicUrl());
            case WEBHOOK_PAUSED -> link(bundle, notice, settings.publicUrl().resolve("/admin/webhooks"));
            case DEVICE_GIVEN, DEVICE_CARD_MADE, DEVICE_HANDED_OVER, DEVICE_STOPPED, DEVICE_FLOODED ->
                link(bundle, notice, settings.publicUrl().resolve("/account/devices"));
            case DEVICE_LINK -> link(bundle, notice, card(notice.values()));
            case GUESSED_AT, WRONG_CODES -> link(bundle, notice, password());
            case ACCOUNT_PASSWORD_REFUSED -> link(bundle, notice, rescue(notice.values()));
        };
    }

    // Following it changes nothing: it opens the page that leads to whatever takes an account back.
    private Letter.Part notMe(ResourceBundle bundle) {
        return new Letter.Part.Link(
                text(bundle, "not-me.link", Map.of()), settings.publicUrl().resolve("/account/not-me"));
    }

    // People change their password themselves, while it is theirs.
    private URI password() {
        return page("/account/password");
    }

    private URI page(String path) {
        return settings.publicUrl().resolve(path);
    }

    private Letter.Part link(ResourceBundle bundle, Notice notice, URI to) {
        return new Letter.Part.Link(text(bundle, notice.kind().code() + ".link", notice.values()), to);
    }

    // A sentence about a place has another form for where the place is not known.
    private static String placed(ResourceBundle bundle, String key, Map<String, String> values) {
        boolean known =
                Source.ofLiteral(values.getOrDefault("source", "")).address().isPresent();
        var somewhere = key + ".somewhere";
        return !known && bundle.containsKey(somewhere) ? somewhere : key;
    }

    // Following it changes nothing: it opens the form, for whoever has signed in.
    private URI rescue(Map<String, String> values) {
        var protocol = Protocol.find(values.getOrDefault("protocol", ""))
                .map(Protocol::code)
                .orElse(Protocol.IMAP.code());
        return settings.publicUrl().resolve("/app-passwords/new?app=" + protocol);
    }

    // What opens the card is base64url (RFC 4648 section 5), which an address holds as it is.
    private URI card(Map<String, String> values) {
        return settings.publicUrl().resolve("/card?token=" + values.getOrDefault("token", ""));
    }

    // One pass: braces inside a value stay what they are.
    private String text(ResourceBundle bundle, String key, Map<String, String> values) {
        return PLACE.matcher(bundle.getString(key))
                .replaceAll(place -> Matcher.quoteReplacement(value(bundle, place.group(1), values)));
    }

    private String value(ResourceBundle bundle, String name, Map<String, String> values) {
        return switch (name) {
            case "organisation" -> settings.organisation();
            case "method" ->
                bundle.getString("method."
                        + Method.Kind.find(values.getOrDefault(name, ""))
                                .map(Method.Kind::code)
                                .orElse("any"));
            case "date" -> day(bundle, values.getOrDefault(name, ""));
            default -> line(values.getOrDefault(name, ""));
        };
    }

    private String day(ResourceBundle bundle, String moment) {
        var language = bundle.getLocale().getLanguage().isEmpty() ? Locale.UK : bundle.getLocale();
        try {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                    .withLocale(language)
                    .withZone(settings.zone())
                    .format(Instant.parse(moment));
        } catch (DateTimeException noMoment) {
            return line(moment);
        }
    }

    // Values come from people: a line break in one must not begin a header or a paragraph.
    private static String line(String value) {
        try {
            return Text.line(value, LONGEST_VALUE, "a value of a notice");
        } catch (IllegalArgumentException emptyOrTooLong) {
            return "…";
        }
    }
}
