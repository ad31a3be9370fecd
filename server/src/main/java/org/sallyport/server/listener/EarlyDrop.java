package org.sallyport.server.listener;

/// How likely a newcomer is to cost somebody who has not proved who it is its connection while there still is room:
/// never below a threshold, and from there on ever more likely, to certainty when the room is used up. Random early
/// drop, as MaxStartups of OpenSSH has it; for who goes, see [Connections].
enum EarlyDrop {
    CALM(0.75),
    STRESSED(0.5);

    private static final double AT_THRESHOLD = 0.3;

    private final double threshold;

    EarlyDrop(double threshold) {
        this.threshold = threshold;
    }

    static EarlyDrop under(Stress stress) {
        return stress.isOn() ? STRESSED : CALM;
    }

    /// @param unproved how many have not proved who they are
    /// @param room how many there is room for beside those who have
    /// @return from 0 to 1
    double chance(int unproved, int room) {
        double first = Math.max(1, room * threshold);
        if (unproved < first) {
            return 0;
        }
        return unproved >= room ? 1 : AT_THRESHOLD + (1 - AT_THRESHOLD) * (unproved - first) / (room - first);
    }
}
