package org.sallyport.server.directory.local;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
/// A hash takes 19 MiB and tens of milliseconds: as many run at once as there are cores, few wait, and whoever comes
/// beyond that hears "ask again" and never "wrong". Thread-safe.
public final class Argon2Hasher implements PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int LONGEST_QUEUE = 64;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Keyset keyset;
    private final SecretGenerator generator;
    private final Cost cost;
    private final Semaphore room;
    private final int longestQueue;
    private final AtomicInteger waiting = new AtomicInteger();

    public Argon2Hasher(Keyset keyset, SecretGenerator generator) {
        this(keyset, generator, Cost.STANDARD, Runtime.getRuntime().availableProcessors(), LONGEST_QUEUE);
    }

    Argon2Hasher(Keyset keyset, SecretGenerator generator, Cost cost, int atOnce, int longestQueue) {
        this.keyset = keyset;
        this.generator = generator;
        this.cost = cost;
        this.room = new Semaphore(atOnce, true);
        this.longestQueue = longestQueue;
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
        byte[] keyed;
        // ASVS 6.2.8 and NIST SP 800-63B section 3.1.1.2: one form for what looks the same, and nothing cut off.
        try (var normal = password.normalized()) {
            keyed = keyset.digest(Purpose.ACCOUNT_PASSWORD, keyId, normal).value();
        }
        enter();
        try {
            return argon2id(cost, salt, keyed);
        } finally {
            room.release();
            Arrays.fill(keyed, (byte) 0);
        }
    }

    private void enter() {
        if (room.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > longestQueue) {
            waiting.decrementAndGet();
            throw new Unavailable(BUSY, "too many passwords are being checked");
        }
        try {
            if (!room.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable(BUSY, "too many passwords are being checked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(BUSY, "stopping");
        } finally {
            waiting.decrementAndGet();
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
