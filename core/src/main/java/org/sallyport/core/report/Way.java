package org.sallyport.core.report;

import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;

/// Who comes from where through which connected server.
record Way(String server, Username name, Optional<Network> prefix) {
    static Way of(String server, Username name, Source source) {
        return new Way(server, name, source.prefix());
    }
}
