package org.sallyport.core.verify;

import java.util.List;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.secret.Digest;

/// The digests of one account side by side, so that looking for one among forty walks through memory once.
final class DigestTable {
    // The words of a digest, and the key that made it.
    private static final int WORDS = Digest.BYTES / Long.BYTES;
    private static final int ROW = WORDS + 1;

    private final long[] rows;
    private final int[] distinctKeyIds;

    DigestTable(List<AppPassword> appPasswords) {
        rows = new long[appPasswords.size() * ROW];
        for (int i = 0; i < appPasswords.size(); i++) {
            var digest = appPasswords.get(i).digest();
            for (int word = 0; word < WORDS; word++) {
                rows[i * ROW + word] = digest.word(word);
            }
            rows[i * ROW + WORDS] = digest.keyId();
        }
        distinctKeyIds = appPasswords.stream()
                .mapToInt(appPassword -> appPassword.digest().keyId())
                .distinct()
                .toArray();
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
        for (int at = 0; at < rows.length; at += ROW) {
            long difference = rows[at] ^ one;
            difference |= rows[at + 1] ^ two;
            difference |= rows[at + 2] ^ three;
            difference |= rows[at + 3] ^ four;
            difference |= rows[at + WORDS] ^ candidate.keyId();
            found = difference == 0 ? at : found;
        }
        return found < 0 ? found : found / ROW;
    }
}
