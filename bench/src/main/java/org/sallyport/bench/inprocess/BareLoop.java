package org.sallyport.bench.inprocess;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sallyport.bench.town.Resident;

/// The lower bound: one HMAC-SHA-256 over nothing but the letters, one look-up in a hash map, one comparison of the
/// owner's name. No account, no state, no scope, no lifetime, no note of it. Not thread-safe, so that it pays for no
/// other thread.
final class BareLoop {
    private static final String HMAC = "HmacSHA256";

    private final Mac mac;
    private final Map<Key, String> owners = new HashMap<>();

    private record Key(long one, long two, long three, long four) {
        static Key of(byte[] digest) {
            var longs = ByteBuffer.wrap(digest);
            return new Key(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
        }

        // The bytes are random already.
        @Override
        public int hashCode() {
            return (int) one;
        }
    }

    /// What is asked, as bytes that need no more work.
    record Question(String name, byte[] letters) {
        static Question of(Resident resident) {
            return new Question(resident.name(), bytes(resident.lettersInUse()));
        }
    }

    BareLoop(List<Resident> residents) {
        try {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(new byte[32], HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
        for (var resident : residents) {
            for (var letters : resident.letters()) {
                owners.put(Key.of(mac.doFinal(bytes(letters))), resident.name());
            }
        }
    }

    boolean isRight(Question question) {
        var owner = owners.get(Key.of(mac.doFinal(question.letters())));
        return question.name().equals(owner);
    }

    private static byte[] bytes(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }
}
