package org.sallyport.core.source;

/// Somebody as a source knows them, whatever their name is at the moment.
///
/// @param externalId how the source calls them for ever (an `entryUUID`, a subject): 1 to 255 characters without blanks
/// and control characters, compared as they are written
public record SourceKey(SourceName source, String externalId) {
    public static final int LONGEST = 255;

    public SourceKey {
        boolean unusable = externalId.isEmpty()
                || externalId.length() > LONGEST
                || externalId
                        .codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c) || isHalf(c));
        if (unusable) {
            throw new IllegalArgumentException(
                    "an external id has 1 to " + LONGEST + " characters and no blanks, found " + externalId.length());
        }
    }

    // A text that cannot be written down would not be found again.
    private static boolean isHalf(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }
}
