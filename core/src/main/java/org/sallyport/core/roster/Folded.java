package org.sallyport.core.roster;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Text without what does not matter to whoever searches: letter case, accents, the form of a final sigma. "ελενη"
/// finds Ελένη.
public record Folded(String value) {
    public Folded {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    /// Several texts, in which no word goes over from one into the next.
    static Folded of(String... texts) {
        return new Folded(Arrays.stream(texts).collect(Collectors.joining("\n")));
    }

    /// What stands between blanks.
    List<String> words() {
        return Stream.of(value.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
