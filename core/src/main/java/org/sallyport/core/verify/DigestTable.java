package org.sallyport.core.verify;

import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.secret.Digest;

/// The digests of one account side by side, so that looking for one among forty walks through memory once.
final class DigestTable {
    private static final int WORDS = Digest.BYTES / Long.BYTES;

    private final int[] keyIds;
    private final long[] words;
    private final int[] distinctKeyIds;

    DigestTable(List<AppPassword> appPasswords) {
        keyIds = new int[appPasswords.size()];
        words = new long[appPasswords.size() * WORDS];
        for (int row = 0; row < keyIds.length; row++) {
            var digest = appPasswords.get(row).digest();
            keyIds[row] = digest.keyId();
            for (int i = 0; i < WORDS; i++) {
                words[row * WORDS + i] = digest.word(i);
            }
        }
        distinctKeyIds = IntStream.of(keyIds).distinct().toArray();
    }

    /// The keys that made them: one, unless keys were rotated.
    int[] distinctKeyIds() {
        return distinctKeyIds;
    }

    /// The row of this digest, -1 where there is none. Takes the same time for every digest: it looks at all of every
    /// row, whatever it has found.
    int rowOf(Digest candidate) {
        long one = candidate.word(0);
        long two = candidate.word(1);
        long three = candidate.word(2);
        long four = candidate.word(3);
        int found = -1;
        for (int row = 0; row < keyIds.length; row++) {
            int at = row * WORDS;
            long difference = keyIds[row] ^ candidate.keyId();
            difference |= words[at] ^ one;
            difference |= words[at + 1] ^ two;
            difference |= words[at + 2] ^ three;
            difference |= words[at + 3] ^ four;
            found = difference == 0 ? row : found;
        }
        return found;
    }
}
