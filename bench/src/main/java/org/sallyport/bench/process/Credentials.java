package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sallyport.bench.town.Resident;

/// What the askers type, in a file of "name TAB letters" lines.
///
/// @param one somebody of them, to ask alone
record Credentials(Path file, Resident one) {
    static Credentials write(Path file, List<Resident> residents) {
        writeLines(
                file,
                residents.stream()
                        .map(resident -> resident.name() + "\t" + resident.lettersInUse())
                        .toList());
        return new Credentials(file, residents.getFirst());
    }

    /// A password file as nginx reads it, with the cheapest of its schemes that is no clear text.
    static void writeForNginx(Path file, List<Resident> residents) {
        writeLines(
                file,
                residents.stream()
                        .map(resident -> resident.name() + ":{SHA}" + sha1(resident.lettersInUse()))
                        .toList());
    }

    /// A password file as Dovecot reads it, with salted SHA-256: the cheapest of its schemes that a stolen file does
    /// not give away at once.
    static void writeForDovecot(Path file, List<Resident> residents) {
        writeLines(
                file,
                residents.stream()
                        .map(resident -> resident.name() + ":{SSHA256}" + salted("SHA-256", resident))
                        .toList());
    }

    /// An entry for each of them as slapadd reads it, with salted SHA-1: what slapd itself does unless it is told
    /// otherwise.
    static void writeForSlapd(Path file, String suffix, List<Resident> residents) {
        var entries = new ArrayList<String>();
        entries.add("""
                dn: %1$s
                objectClass: organization
                objectClass: dcObject
                o: bench
                dc: bench

                dn: ou=people,%1$s
                objectClass: organizationalUnit
                ou: people
                """.formatted(suffix));
        residents.forEach(resident -> entries.add("""
                dn: uid=%1$s,ou=people,%2$s
                objectClass: inetOrgPerson
                uid: %1$s
                cn: %1$s
                sn: x
                userPassword: {SSHA}%3$s
                """.formatted(resident.name(), suffix, salted("SHA-1", resident))));
        writeLines(file, entries);
    }

    /// The digest and behind it the salt, in Base64.
    private static String salted(String algorithm, Resident resident) {
        try {
            var salt =
                    ByteBuffer.allocate(Integer.BYTES).putInt(resident.number()).array();
            var digest = MessageDigest.getInstance(algorithm);
            digest.update(resident.lettersInUse().getBytes(StandardCharsets.US_ASCII));
            var hashed = digest.digest(salt);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(hashed.length + salt.length)
                            .put(hashed)
                            .put(salt)
                            .array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
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
            var digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(digest.digest(letters.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
