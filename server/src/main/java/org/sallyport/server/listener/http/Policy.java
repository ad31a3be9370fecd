package org.sallyport.server.listener.http;

import java.util.Optional;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.report.Report;
import org.sallyport.core.verify.TypedName;

/// What Dovecot says to a policy server.
sealed interface Policy {
    /// `command=allow`: whether this name may be tried from there now.
    record Allow(TypedName name, Source source) implements Policy {}

    /// `command=report`: how it went.
    ///
    /// @param mark what Dovecot makes of the password
    record Went(TypedName name, String mark, Report.Result result, Optional<Protocol> protocol, Source source)
            implements Policy {}
}
