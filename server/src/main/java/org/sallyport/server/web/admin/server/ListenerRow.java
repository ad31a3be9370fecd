package org.sallyport.server.web.admin.server;

import java.util.List;
import org.sallyport.core.asking.ServerStanding;
import org.sallyport.server.config.Listening;

/// A listener that is on.
///
/// @param code how the configuration calls it: `verify`
/// @param listening what the configuration says of its places
/// @param certificates what it shows, as the files are now
/// @param askers those that the configuration names, and those it named before
/// @param strangers who showed no good token or password
public record ListenerRow(
        String code,
        Listening listening,
        List<Certificate> certificates,
        List<AskerRow> askers,
        List<ServerStanding> strangers) {
    public ListenerRow {
        certificates = List.copyOf(certificates);
        askers = List.copyOf(askers);
        strangers = List.copyOf(strangers);
    }
}
