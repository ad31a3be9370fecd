package org.sallyport.server.telephone;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.telephone.PhoneMessage;

/// Puts codes into words, to be read or to be heard: one bundle a language, English where there is none.
///
/// @param organisation as people know it
/// @param host of the pages; a telephone fills the code in only there
public record Wording(String organisation, String host) {
    private static final String BUNDLE = "org.sallyport.server.telephone.messages";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    /// What a message says, whichever way it arrives.
    public String of(PhoneMessage message) {
        return switch (message.form()) {
            case TEXT -> text(message);
            case CALL -> spoken(message);
        };
    }

    /// `el-GR`: the voice that reads a call out.
    static String voice(Locale language) {
        return bundle(language).getString("voice");
    }

    // The last line binds the code to the pages' host: "Origin-bound one-time codes delivered via SMS", WICG, section
    // 2.
    private String text(PhoneMessage message) {
        var code = message.code().reveal();
        var sentence = fill(bundle(message.language()).getString("text"), code);
        return sentence + "\n\n@" + host + " #" + code;
    }

    // Digit by digit and twice: whoever missed one need not call anybody.
    private String spoken(PhoneMessage message) {
        var digits =
                message.code().reveal().chars().mapToObj(Character::toString).collect(Collectors.joining(". "));
        var bundle = bundle(message.language());
        return fill(bundle.getString("call"), digits) + " " + fill(bundle.getString("call.again"), digits);
    }

    // One pass: braces inside a value stay what they are.
    private String fill(String sentence, String code) {
        var values = Map.of("organisation", organisation, "code", code);
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
