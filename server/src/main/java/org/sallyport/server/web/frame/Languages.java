package org.sallyport.server.web.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// The languages the pages speak: one for each `messages_xx.properties` on the class path, and English, which is in
/// `messages.properties`. Another file beside each of [Bundles#ALL] is all another language takes.
public final class Languages {
    private static final String NAME = "language.name";
    private static final Locale BASE = Locale.ENGLISH;

    private final List<Language> all;

    /// @param locale what the file is named after
    /// @param name the language's name in itself
    public record Language(Locale locale, String name) {
        public String tag() {
            return locale.toLanguageTag();
        }
    }

    private Languages(List<Language> all) {
        this.all = List.copyOf(all);
    }

    /// Looks at the class path.
    public static Languages onClassPath() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:messages_*.properties");
            List<Language> found = new ArrayList<>();
            for (var file : files) {
                found.add(new Language(localeOf(file), nameIn(file)));
            }
            found = new ArrayList<>(found.stream().distinct().toList());
            found.sort(Comparator.comparing(Language::tag));
            found.addFirst(new Language(BASE, nameIn(new ClassPathResource("messages.properties"))));
            return new Languages(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Language> all() {
        return all;
    }

    /// The language with this tag, `el`; empty for anything else.
    public Optional<Language> find(String tag) {
        return all.stream().filter(language -> language.tag().equals(tag)).findFirst();
    }

    /// The language that serves a locale: `el` for `el-GR`.
    public Optional<Locale> serving(Locale wanted) {
        return all.stream()
                .map(Language::locale)
                .filter(locale -> locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
    }

    /// The first of these ranges that we speak, else English. Malformed ranges count as none.
    public Locale bestFor(String acceptLanguage) {
        try {
            // In the order of their weights; the tag before the first hyphen decides, so el-GR is served by el.
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .flatMap(locale -> serving(locale).stream())
                    .findFirst()
                    .orElse(BASE);
        } catch (IllegalArgumentException malformed) {
            return BASE;
        }
    }

    private static Locale localeOf(Resource file) {
        var name = Optional.ofNullable(file.getFilename()).orElseThrow();
        var tag = name.substring("messages_".length(), name.length() - ".properties".length());
        return Locale.forLanguageTag(String.join("-", Arrays.asList(tag.split("_"))));
    }

    private static String nameIn(Resource file) throws IOException {
        Properties messages = PropertiesLoaderUtils.loadProperties(new EncodedResource(file, "UTF-8"));
        return Optional.ofNullable(messages.getProperty(NAME))
                .orElseThrow(() -> new IllegalStateException(file + ": needs " + NAME));
    }
}
