package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.sallyport.bench.town.Resident;

/// What the askers type, in a file of "name TAB letters" lines in no order.
///
/// @param one somebody of them, to ask alone
record Credentials(Path file, Resident one) {
    static Credentials write(Path file, List<Resident> residents) {
        var shuffled = new ArrayList<>(residents);
        Collections.shuffle(shuffled, new Random(1));
        writeLines(
                file,
                shuffled.stream()
                        .map(resident -> resident.name() + "\t" + resident.lettersInUse())
                        .toList());
        return new Credentials(file, shuffled.getFirst());
    }

    /// A password file as nginx reads it, with the cheapest of its schemes that is no clear text.
    static void writeForNginx(Path file, List<Resident> residents) {
        writeLines(
                file,
                residents.stream()
                        .map(resident -> resident.name() + ":{SHA}" + sha1(resident.lettersInUse()))
                        .toList());
    }

    private static void writeLines(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String letters) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(digest.digest(letters.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
