package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.server.web.frame.Bundles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class MessagesTest {
    private static final Path SOURCES = Path.of(System.getProperty("user.dir"), "src", "main");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][a-z0-9.-]*)");
    private static final Pattern IN_JAVA = Pattern.compile("Said\\.of\\(\\s*(?:[^\"()]+ \\? )?\"([a-z.-]+)\"");

    private final Properties english = everything("");
    private final Properties greek = everything("_el");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(new TreeSet<>(greek.stringPropertyNames())).isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void aKeyIsInOneBundleOnlyAndInTheSameOneInBothLanguages() {
        int keys = 0;
        for (var name : Bundles.ALL) {
            var here = bundle(name + ".properties").stringPropertyNames();
            assertThat(bundle(name + "_el.properties").stringPropertyNames())
                    .as(name)
                    .isEqualTo(here);
            keys += here.size();
        }

        assertThat(keys).isEqualTo(english.size());
    }

    @Test
    void everyFileOfMessagesIsSaid() throws IOException {
        try (var files = Files.list(SOURCES.resolve("resources/messages"))) {
            assertThat(files.map(file -> "messages/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(Bundles.ALL.stream()
                            .filter(name -> name.startsWith("messages/"))
                            .flatMap(name -> Stream.of(name + ".properties", name + "_el.properties"))
                            .toList());
        }
    }

    @Test
    void everyKeyThatAPageUsesExists() throws IOException {
        var used = new TreeSet<String>();
        used.addAll(found(IN_TEMPLATE, SOURCES.resolve("resources/templates"), ".html"));
        used.addAll(found(IN_JAVA, SOURCES.resolve("java/org/sallyport/server/web"), ".java"));

        assertThat(used).hasSizeGreaterThan(200);
        assertThat(english.stringPropertyNames()).containsAll(used);
    }

    @Test
    void whyAPasskeyWasRefusedCanAlwaysBeSaid() {
        assertThat(PasskeyStep.Why.values())
                .allSatisfy(why -> assertThat(english.stringPropertyNames())
                        .contains(
                                why == PasskeyStep.Why.ACCOUNT_DISABLED
                                        ? "history.why.account-disabled"
                                        : "history.why.passkey-" + why.code()));
    }

    @Test
    void everyMessageCanBeSaid() {
        for (var bundle : List.of(english, greek)) {
            for (var key : bundle.stringPropertyNames()) {
                var message = bundle.getProperty(key);
                assertThat(message).as(key).isNotBlank().doesNotContain("'");
                for (int count = 0; count < 4; count++) {
                    assertThat(new MessageFormat(message, Locale.ENGLISH).format(new Object[] {count, count, "x"}))
                            .as(key)
                            .doesNotContain("{");
                }
            }
        }
    }

    @Test
    void theWordsOfTheHelpPageAreTheOnesOnTheButtons() {
        assertThat(english.getProperty("start.button")).isEqualTo("Set it up now");
        assertThat(greek.getProperty("start.button")).isEqualTo("Ρύθμιση τώρα");
        assertThat(english.getProperty("next.button")).isEqualTo("Next");
        assertThat(greek.getProperty("next.button")).isEqualTo("Επόμενο");
        assertThat(english.getProperty("shown.copy")).isEqualTo("Copy");
        assertThat(greek.getProperty("shown.copy")).isEqualTo("Αντιγραφή");
    }

    private static Set<String> found(Pattern pattern, Path folder, String ending) throws IOException {
        var keys = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                var matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }

    private static Properties everything(String language) {
        var all = new Properties();
        Bundles.ALL.forEach(name -> all.putAll(bundle(name + language + ".properties")));
        return all;
    }

    private static Properties bundle(String name) {
        try {
            return PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource(name), "UTF-8"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
