package org.sallyport.core.device;

/// How much a device sends within any hour.
///
/// @param messages 1 to [#MOST_MESSAGES]
/// @param recipients 1 to [#MOST_RECIPIENTS], of all these messages together
public record HourlyCap(int messages, int recipients) {
    public static final int MOST_MESSAGES = 10_000;
    public static final int MOST_RECIPIENTS = 100_000;

    /// What a scanner for twenty people is content with.
    public static final HourlyCap STANDARD = new HourlyCap(60, 120);

    // Whoever tries a few times more after the end of the hour's share is no flood.
    private static final int LEAST_FLOOD = 20;

    public HourlyCap {
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new IllegalArgumentException("1 to " + MOST_MESSAGES + " messages an hour, found " + messages);
        }
        if (recipients < 1 || recipients > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("1 to " + MOST_RECIPIENTS + " recipients an hour, found " + recipients);
        }
    }

    /// How many refused messages within the hour are a flood: twice as many as it may send, and twenty at least.
    public int flood() {
        return Math.max(LEAST_FLOOD, 2 * messages);
    }
}
