package org.sallyport.core.apppassword;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;

/// Closes what apps have open at connected servers. Thread-safe; answers within seconds whatever those servers do, and
/// never fails: whoever could not be reached is named, and asked again later.
@FunctionalInterface
public interface OpenConnections extends AutoCloseable {
    /// Where no connected server can be told.
    OpenConnections NOWHERE = (account, appPassword) -> Receipt.NONE;

    /// What was closed.
    ///
    /// @param servers how many were asked
    /// @param closed how many connections they say they closed
    /// @param gaps what that number leaves out
    record Receipt(int servers, int closed, Duration took, Gaps gaps) {
        public static final Receipt NONE = new Receipt(0, 0, Duration.ZERO, Gaps.NONE);
    }

    /// Names of servers whose connections a receipt does not count.
    ///
    /// @param unreachable could not be reached; they are asked again
    /// @param uncounted closed them, and could not tell how many they were
    /// @param leftOpen cannot be told to close them: the user name would mean others too
    record Gaps(List<String> unreachable, List<String> uncounted, List<String> leftOpen) {
        public static final Gaps NONE = new Gaps(List.of(), List.of(), List.of());

        public Gaps {
            unreachable = List.copyOf(unreachable);
            uncounted = List.copyOf(uncounted);
            leftOpen = List.copyOf(leftOpen);
        }

        public boolean isEmpty() {
            return equals(NONE);
        }
    }

    /// Closes what one app password has opened, or everything of the account where none is named. A server that cannot
    /// tell them apart closes everything; other apps simply connect again.
    Receipt close(Account account, Optional<AppPasswordId> appPassword);

    /// Gives up whatever is still to be asked again. May be called twice.
    @Override
    default void close() {}
}
