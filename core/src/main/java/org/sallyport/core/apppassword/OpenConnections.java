package org.sallyport.core.apppassword;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;

/// Closes what apps have open at connected servers. Thread-safe; answers within seconds whatever those servers do, and
/// never fails: whoever could not be reached is named, and asked again later.
@FunctionalInterface
public interface OpenConnections {
    /// Where no connected server can be told.
    OpenConnections NOWHERE = (account, appPassword) -> Receipt.NONE;

    /// What was closed.
    ///
    /// @param servers how many were asked
    /// @param closed how many connections they closed
    /// @param unreachable names of those that could not be reached; they are asked again
    record Receipt(int servers, int closed, Duration took, List<String> unreachable) {
        public static final Receipt NONE = new Receipt(0, 0, Duration.ZERO, List.of());

        public Receipt {
            unreachable = List.copyOf(unreachable);
        }
    }

    /// Closes what one app password has opened, or everything of the account where none is named. A server that cannot
    /// tell them apart closes everything; other apps simply connect again.
    Receipt close(Account account, Optional<AppPasswordId> appPassword);
}
