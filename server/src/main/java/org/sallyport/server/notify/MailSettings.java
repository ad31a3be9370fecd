package org.sallyport.server.notify;

import java.net.URI;
import java.time.ZoneId;
import org.sallyport.core.account.EmailAddress;

/// What every mail has in common.
///
/// @param from the sender's address
/// @param organisation the sender's name
/// @param publicUrl where links lead; the only source of links
/// @param zone in which a digest says when things happened
public record MailSettings(EmailAddress from, String organisation, URI publicUrl, ZoneId zone) {}
