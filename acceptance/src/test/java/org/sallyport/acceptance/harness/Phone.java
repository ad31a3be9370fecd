package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;

/// Somebody's phone with an authenticator app: `oathtool`, which knows nothing of ours. A server takes each code once
/// and only one that is at most one time step old, so this one waits where a person would wait for the next code.
public final class Phone {
    private static final long STEP = 30;
    /// A code of the step before is given only while it will surely still be good when it arrives.
    private static final long LATEST = 18;

    private final String key;
    private final InstantSource clock = InstantSource.system();
    private long used;

    /// @param key as the page shows it for typing; blanks do not matter
    public Phone(String key) {
        this.key = key.replaceAll("\\s", "");
    }

    /// A code that was not given before.
    public String code() {
        await("the next code of the authenticator app")
                .atMost(Duration.ofSeconds(STEP + 10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> oldestGood() > used || present() > used);
        used = Math.max(oldestGood(), used + 1);
        return codeAt(used * STEP);
    }

    /// The last code once more.
    public String sameCode() {
        return codeAt(used * STEP);
    }

    /// What it shows when its clock is fast by so much.
    public String codeWithClockFastBy(Duration by) {
        return codeAt((present() * STEP) + by.toSeconds());
    }

    private long oldestGood() {
        long seconds = clock.instant().getEpochSecond();
        return seconds % STEP <= LATEST ? seconds / STEP - 1 : seconds / STEP;
    }

    private long present() {
        return clock.instant().getEpochSecond() / STEP;
    }

    private String codeAt(long epochSecond) {
        return Program.run("oathtool", "--totp", "-b", "--now", "@" + epochSecond, key)
                .strip();
    }
}
