package org.sallyport.core.device;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

/// What a device may do. It holds from the moment it is decided: what the device's app password said when it was issued
/// counts for nothing.
///
/// @param senders the envelope senders it may name; empty for any
/// @param recipients to whom it may send; empty for anybody
/// @param protocols at least one
/// @param networks from where; empty for anywhere
/// @param until when it ends; empty for never by itself
public record DeviceLimits(
        Set<MailPattern> senders,
        Set<MailPattern> recipients,
        HourlyCap cap,
        Set<Protocol> protocols,
        Set<Network> networks,
        Optional<Instant> until) {
    /// How many networks a device has at most.
    public static final int MOST_NETWORKS = 20;

    public DeviceLimits {
        if (senders.size() > MailPattern.MOST || recipients.size() > MailPattern.MOST) {
            throw new IllegalArgumentException("a device has at most " + MailPattern.MOST + " addresses of each kind");
        }
        if (networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException("a device has at most " + MOST_NETWORKS + " networks");
        }
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a device has at least one protocol");
        }
        senders = Set.copyOf(senders);
        recipients = Set.copyOf(recipients);
        protocols = Collections.unmodifiableSet(EnumSet.copyOf(protocols));
        networks = Set.copyOf(networks);
    }

    /// What a scanner needs: it sends, from one address.
    public static DeviceLimits sending(Set<MailPattern> senders) {
        return new DeviceLimits(
                senders,
                Set.of(),
                HourlyCap.STANDARD,
                Collections.unmodifiableSet(EnumSet.of(Protocol.SMTP)),
                Set.of(),
                Optional.empty());
    }

    public Scope scope() {
        return new Scope(protocols, networks);
    }

    public boolean areOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }

    /// Whether mail with this envelope sender may be sent. The null sender of RFC 5321 section 4.5.5 is an address that
    /// nobody listed.
    public boolean allowSender(String address) {
        return senders.isEmpty() || senders.stream().anyMatch(pattern -> pattern.covers(address));
    }

    public boolean allowRecipient(String address) {
        return recipients.isEmpty() || recipients.stream().anyMatch(pattern -> pattern.covers(address));
    }
}
