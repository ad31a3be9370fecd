package org.sallyport.server.directory.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Unavailable;

class Argon2HasherTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Cost CHEAP = new Cost(8, 1, 1);

    private final SecretGenerator generator = new SecretGenerator();
    private final Keyset keyset = Keyset.fresh(generator, NOW);
    private final PasswordHasher cheap = new Argon2Hasher(keyset, generator, CHEAP, new HashingRoom(2, 64));

    @Test
    void theRightPasswordMatchesItsOwnDigest() {
        var hasher = new Argon2Hasher(keyset, generator);
        var digest = hasher.digest(Secret.of("olives under the pine"));

        assertThat(hasher.matches(Secret.of("olives under the pine"), digest)).isTrue();
        assertThat(hasher.matches(Secret.of("olives under the pines"), digest)).isFalse();
        assertThat(digest).startsWith("$argon2id$v=19$m=19456,t=2,p=1,keyid=1$");
    }

    @Test
    void twoDigestsOfOnePasswordDiffer() {
        assertThat(cheap.digest(Secret.of("olives under the pine")))
                .isNotEqualTo(cheap.digest(Secret.of("olives under the pine")));
    }

    @Test
    void oneHashTellsThePresentPasswordAndTheOneBeforeApart() {
        var earlier = cheap.digest(Secret.of("olives under the pine"));
        var present = cheap.digestAfter(Secret.of("olives ripen in november"), earlier);

        assertThat(cheap.check(Secret.of("olives ripen in november"), present, earlier))
                .isEqualTo(PasswordCheck.RIGHT);
        assertThat(cheap.check(Secret.of("olives under the pine"), present, earlier))
                .isEqualTo(PasswordCheck.OLD);
        assertThat(cheap.check(Secret.of("olives fall in january"), present, earlier))
                .isEqualTo(PasswordCheck.WRONG);
    }

    @Test
    void anEarlierPasswordThatWasHashedInAnotherWayIsNotRecognised() {
        var earlier = cheap.digest(Secret.of("olives under the pine"));
        var present = cheap.digest(Secret.of("olives ripen in november"));

        assertThat(cheap.check(Secret.of("olives under the pine"), present, earlier))
                .isEqualTo(PasswordCheck.WRONG);
        assertThat(cheap.check(Secret.of("olives under the pine"), present, "no digest"))
                .isEqualTo(PasswordCheck.WRONG);
    }

    // RFC 8265 is for names; for passwords NIST SP 800-63B asks for NFKC or NFKD.
    @Test
    void twoSpellingsOfTheSameLettersAreOnePassword() {
        var composed = cheap.digest(Secret.of("κωδικός πρόσβασης"));

        assertThat(cheap.matches(Secret.of("κωδικο\u0301ς προ\u0301σβασης"), composed))
                .isTrue();
    }

    @Test
    void theWholePasswordCounts() {
        var digest = cheap.digest(Secret.of("a".repeat(200) + "b"));

        assertThat(cheap.matches(Secret.of("a".repeat(200) + "c"), digest)).isFalse();
        assertThat(cheap.matches(Secret.of("a".repeat(72)), digest)).isFalse();
    }

    /// After CVE-2020-28052, where a comparison looked at the wrong bytes.
    @Test
    void noneOfTwentyThousandWrongPasswordsIsAccepted() {
        var digest = cheap.digest(Secret.of("olives under the pine"));

        for (int i = 0; i < 20_000; i++) {
            assertThat(cheap.matches(Secret.of("wrong password " + i), digest)).isFalse();
        }
    }

    @Test
    void noDigestWithOneBitFlippedIsAccepted() {
        var digest = cheap.digest(Secret.of("olives under the pine"));
        int lastField = digest.lastIndexOf('$') + 1;
        byte[] hash = Base64.getDecoder().decode(digest.substring(lastField));

        for (int bit = 0; bit < hash.length * 8; bit++) {
            byte[] flipped = hash.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            var altered = digest.substring(0, lastField)
                    + Base64.getEncoder().withoutPadding().encodeToString(flipped);

            assertThat(cheap.matches(Secret.of("olives under the pine"), altered))
                    .isFalse();
        }
    }

    @Test
    void theLibraryAgreesWithTheVectorOfRfc9106() {
        byte[] password = new byte[32];
        java.util.Arrays.fill(password, (byte) 1);
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(password, tag);

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void anotherKeysetMakesEveryDigestWorthless() {
        var digest = cheap.digest(Secret.of("olives under the pine"));
        var thief = new Argon2Hasher(Keyset.fresh(generator, NOW), generator, CHEAP, new HashingRoom(2, 64));

        assertThat(thief.matches(Secret.of("olives under the pine"), digest)).isFalse();
    }

    @Test
    void aRotatedKeysetStillChecksOldDigestsAndMakesNewOnes() {
        var old = cheap.digest(Secret.of("olives under the pine"));
        var rotated = new Argon2Hasher(keyset.rotated(generator, NOW), generator, CHEAP, new HashingRoom(2, 64));

        assertThat(rotated.matches(Secret.of("olives under the pine"), old)).isTrue();
        assertThat(rotated.digest(Secret.of("olives under the pine"))).contains("keyid=2$");
    }

    @Test
    void aDigestOfAnEarlierKeyOrOfAnotherCostIsOutdated() {
        var digest = cheap.digest(Secret.of("olives under the pine"));
        var rotated = new Argon2Hasher(keyset.rotated(generator, NOW), generator, CHEAP, new HashingRoom(2, 64));
        var dearer = new Argon2Hasher(keyset, generator, new Cost(16, 1, 1), new HashingRoom(2, 64));

        assertThat(cheap.isOutdated(digest)).isFalse();
        assertThat(rotated.isOutdated(digest)).isTrue();
        assertThat(dearer.isOutdated(digest)).isTrue();
    }

    @Test
    void aDigestWhoseKeyIsGoneIsNotAWrongPassword() {
        var rotated = new Argon2Hasher(keyset.rotated(generator, NOW), generator, CHEAP, new HashingRoom(2, 64));
        var digest = rotated.digest(Secret.of("olives under the pine"));

        assertThatThrownBy(() -> cheap.matches(Secret.of("olives under the pine"), digest))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("no key 2");
    }

    @Test
    void aDigestThatCannotBeReadIsNotAWrongPassword() {
        assertThatThrownBy(() -> cheap.matches(Secret.of("olives under the pine"), "$argon2id$v=19$m=99999999"))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void theCostInTheDatabaseIsBounded() {
        var digest = cheap.digest(Secret.of("olives under the pine"));

        assertThat(PhcString.parse(digest.replace("m=8,", "m=9999999,"))).isEmpty();
        assertThat(PhcString.parse(digest.replace("t=1,", "t=99,"))).isEmpty();
        assertThat(PhcString.parse(digest)).isPresent();
    }

    @Test
    void T45_tooManyAtOnceAreAskedToComeBackAndNeverCalledWrong() throws Exception {
        var narrow = new Argon2Hasher(keyset, generator, new Cost(4096, 1, 1), new HashingRoom(1, 4));
        var digest = narrow.digest(Secret.of("olives under the pine"));
        int askers = 60;
        var start = new CountDownLatch(1);
        int right = 0;
        int later = 0;
        try (var threads = Executors.newFixedThreadPool(askers)) {
            var answers = new ArrayList<Future<Boolean>>();
            Callable<Boolean> ask = () -> {
                start.await();
                return narrow.matches(Secret.of("olives under the pine"), digest);
            };
            for (int i = 0; i < askers; i++) {
                answers.add(threads.submit(ask));
            }
            start.countDown();
            for (var answer : answers) {
                try {
                    right += answer.get() ? 1 : 0;
                } catch (ExecutionException busy) {
                    assertThat(busy.getCause())
                            .isInstanceOfSatisfying(
                                    Unavailable.class,
                                    unavailable ->
                                            assertThat(unavailable.part()).isEqualTo(PasswordHasher.BUSY));
                    later++;
                }
            }
        }

        assertThat(right + later).isEqualTo(askers);
        assertThat(right).isPositive();
        assertThat(later).isPositive();
    }

    @Test
    void aPasswordTooLongToBeOneCostsNothing() {
        var digest = cheap.digest(Secret.of("olives under the pine"));

        assertThat(cheap.matches(Secret.ofUtf8("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)), digest))
                .isFalse();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
