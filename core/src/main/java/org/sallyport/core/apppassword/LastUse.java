package org.sallyport.core.apppassword;

import java.time.Instant;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;

/// When, from where and by which protocol an app password last opened something; up to ten seconds behind.
public record LastUse(Instant at, Protocol protocol, Source source) {}
