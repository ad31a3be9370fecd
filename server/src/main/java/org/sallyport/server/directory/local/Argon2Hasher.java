package org.sallyport.server.directory.local;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Unavailable;

/// Argon2id (RFC 9106) over a keyed digest of the password, so that a stolen database without the keyset file gives an
/// attacker nothing to try passwords against.
///
/// A hash takes 19 MiB and tens of milliseconds, in a [HashingRoom]. Thread-safe.
public final class Argon2Hasher implements PasswordHasher {
    private static final int SALT_BYTES = 16;

    private final Keyset keyset;
    private final SecretGenerator generator;
    private final Cost cost;
    private final HashingRoom room;

    public Argon2Hasher(Keyset keyset, SecretGenerator generator) {
        this(keyset, generator, new HashingRoom());
    }

    /// @param room where the hashes are made, and those of nobody else
    public Argon2Hasher(Keyset keyset, SecretGenerator generator, HashingRoom room) {
        this(keyset, generator, Cost.STANDARD, room);
    }

    Argon2Hasher(Keyset keyset, SecretGenerator generator, Cost cost, HashingRoom room) {
        this.keyset = keyset;
        this.generator = generator;
        this.cost = cost;
        this.room = room;
    }

    @Override
    public String digest(Secret password) {
        return digest(password, keyset.primaryId(), generator.bytes(SALT_BYTES));
    }

    @Override
    public String digestAfter(Secret password, String earlier) {
        int keyId = keyset.primaryId();
        return PhcString.parse(earlier)
                .filter(kept -> kept.keyId() == keyId && kept.cost().equals(cost))
                .map(kept -> digest(password, keyId, kept.salt()))
                .orElseGet(() -> digest(password));
    }

    @Override
    public boolean matches(Secret password, String digest) {
        return check(password, digest, "") == PasswordCheck.RIGHT;
    }

    @Override
    public PasswordCheck check(Secret password, String digest, String earlier) {
        if (password.length() > Secret.MAX_BYTES) {
            return PasswordCheck.WRONG;
        }
        var kept = PhcString.parse(digest)
                .orElseThrow(() -> new Unavailable("directory", "a stored password digest cannot be read"));
        if (!keyset.holds(kept.keyId())) {
            throw new Unavailable("keyset", "it holds no key " + kept.keyId() + ", which made a password digest");
        }
        byte[] typed = hash(kept.cost(), kept.keyId(), kept.salt(), password);
        boolean isOld = PhcString.parse(earlier)
                .filter(old -> old.isMadeLike(kept))
                .filter(old -> MessageDigest.isEqual(typed, old.hash()))
                .isPresent();
        if (MessageDigest.isEqual(typed, kept.hash())) {
            return PasswordCheck.RIGHT;
        }
        return isOld ? PasswordCheck.OLD : PasswordCheck.WRONG;
    }

    @Override
    public boolean isOutdated(String digest) {
        int keyId = keyset.primaryId();
        return PhcString.parse(digest)
                .filter(kept -> kept.keyId() == keyId && kept.cost().equals(cost))
                .isEmpty();
    }

    private String digest(Secret password, int keyId, byte[] salt) {
        if (password.length() > Secret.MAX_BYTES) {
            throw new IllegalArgumentException("a password has at most " + Secret.MAX_BYTES + " bytes");
        }
        return new PhcString(cost, keyId, salt, hash(cost, keyId, salt, password)).toString();
    }

    private byte[] hash(Cost cost, int keyId, byte[] salt, Secret password) {
        byte[] keyed = keyed(keyId, password);
        try {
            return room.inTurn(() -> argon2id(cost, salt, keyed));
        } finally {
            Arrays.fill(keyed, (byte) 0);
        }
    }

    private byte[] keyed(int keyId, Secret password) {
        // ASVS 6.2.8 and NIST SP 800-63B section 3.1.1.2: one form for what looks the same, and nothing cut off.
        try (var normal = password.normalized()) {
            return keyset.digest(Purpose.ACCOUNT_PASSWORD, keyId, normal).value();
        }
    }

    static byte[] argon2id(Cost cost, byte[] salt, byte[] input) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[PhcString.HASH_BYTES];
        generator.generateBytes(input, hash);
        return hash;
    }
}
