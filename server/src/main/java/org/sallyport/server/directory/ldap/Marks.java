package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.util.StaticUtils;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;

/// Where a reading goes on. A domain controller of Active Directory counts its changes, each for itself; others say
/// when an entry was changed.
///
/// A mark reads `usn 4711 CN=NTDS Settings,…` or `time 20260314150926Z`. The time is one that a moment has passed
/// since, so that what was being written at that moment, and what a clock that is behind says, is not passed over.
final class Marks {
    private static final String USN = "usn ";
    private static final String TIME = "time ";
    private static final String HIGHEST = "highestCommittedUSN";
    private static final String SERVER = "dsServiceName";
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private final DirectoryLine line;
    private final InstantSource clock;

    Marks(DirectoryLine line, InstantSource clock) {
        this.line = line;
        this.clock = clock;
    }

    /// Where a reading that begins now goes on later.
    Optional<String> now() {
        var root = root();
        var usn = root.getAttributeValueAsLong(HIGHEST);
        return Optional.of(
                usn != null
                        ? USN + usn + " " + server(root)
                        : TIME
                                + StaticUtils.encodeGeneralizedTime(
                                        Date.from(clock.instant().minus(BEHIND))));
    }

    /// Whether the server that answers is the one that counted the mark.
    boolean isOfThisServer(String mark) {
        return !mark.startsWith(USN)
                || mark.substring(mark.indexOf(' ', USN.length()) + 1).equals(server(root()));
    }

    /// Whoever has changed since, and maybe some from just before.
    static Filter since(String mark) {
        return mark.startsWith(USN)
                ? Filter.createGreaterOrEqualFilter("uSNChanged", usn(mark))
                : Filter.createGreaterOrEqualFilter("modifyTimestamp", mark.substring(TIME.length()));
    }

    private static String usn(String mark) {
        return mark.substring(USN.length(), mark.indexOf(' ', USN.length()));
    }

    private static String server(RootDSE root) {
        var name = root.getAttributeValue(SERVER);
        return name == null ? "" : name;
    }

    private RootDSE root() {
        var root = line.ask(pool -> Optional.ofNullable(pool.getRootDSE()));
        return root.orElseThrow(() -> new Unavailable("directory", "it does not say what it is"));
    }
}
