package org.sallyport.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;

/// A name has one canonical form, which is its own canonical form; a generated secret has letters only; what an address
/// is written as is read as that address.
public final class NamesFuzz {
    private NamesFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        var text = input.consumeString(300);
        Username.parse(text).ifPresent(NamesFuzz::hasOneForm);
        Network.parse(text)
                .ifPresent(network -> Promise.require(
                        Network.parse(network.toString()).orElseThrow().equals(network), "a network reads itself"));
        var source = Source.ofLiteral(text);
        Promise.require(Source.ofLiteral(source.toString()).equals(source), "an address reads itself");
        lettersAreLetters(input.consumeRemainingAsBytes());
    }

    private static void hasOneForm(Username name) {
        var canonical = name.canonical();
        Promise.require(
                Username.parse(canonical).orElseThrow().equals(name), "a canonical name is its own canonical form");
        Promise.require(
                canonical.codePoints().noneMatch(c -> c <= ' ' || c == 0x7f), "a name has no blank and no control");
        Promise.require(canonical.length() <= Username.MAX_LENGTH, "a name is not too long");
    }

    private static void lettersAreLetters(byte[] typed) {
        try (var secret = Secret.ofUtf8(typed)) {
            secret.letters().ifPresent(letters -> {
                Promise.require(letters.reveal().chars().allMatch(c -> c >= 'a' && c <= 'z'), "letters are letters");
                letters.close();
            });
        }
    }
}
