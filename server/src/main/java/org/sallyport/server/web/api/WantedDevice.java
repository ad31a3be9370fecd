package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.device.NewDevice;

/// A device as a program wants it. Every limit has to be said, so that none is left out by mistake.
///
/// @param userName of a new one; it is never changed
/// @param owner the user name of whoever looks after it
public record WantedDevice(
        @Nullable String userName,
        @Nullable String name,
        @Nullable String owner,
        @Nullable WantedLimits limits) {
    /// @param senders addresses and domains; [] for any
    /// @param networks ranges of addresses; [] for anywhere
    /// @param until when it ends; left out for never
    public record WantedLimits(
            @Nullable List<String> senders,
            @Nullable List<String> recipients,
            @Nullable Integer messagesPerHour,
            @Nullable Integer recipientsPerHour,
            @Nullable List<String> protocols,
            @Nullable List<String> networks,
            @Nullable Instant until) {}

    /// The same with the name of one that is there.
    WantedDevice named(Username present) {
        return new WantedDevice(present.canonical(), name, owner, limits);
    }

    /// @throws Refusal where something is wrong with it, all of it at once
    NewDevice read(Function<Username, Optional<Account>> people, Instant now) {
        var errors = new Errors();
        var username =
                errors.read("#/user_name", userName, Username::parse, "A user name is missing, or cannot be one.");
        var label = errors.read("#/name", name, WantedDevice::label, "1 to " + Label.MAX_LENGTH + " characters");
        Optional<AccountId> looksAfter = errors.read(
                "#/owner",
                owner,
                typed -> Username.parse(typed)
                        .flatMap(people)
                        .filter(one -> one.isActive() && !one.isDevice())
                        .map(Account::id),
                "the user name of somebody who can sign in");
        var read = limits(errors, now);
        errors.refuse();
        return new NewDevice(username.orElseThrow(), label.orElseThrow(), looksAfter.orElseThrow(), read.orElseThrow());
    }

    private Optional<DeviceLimits> limits(Errors errors, Instant now) {
        if (limits == null) {
            errors.add("#/limits", "What it may do has to be said.");
            return Optional.empty();
        }
        var address = "a mail address or a domain";
        var senders = errors.each("#/limits/senders", limits.senders(), MailPattern.MOST, MailPattern::parse, address);
        var recipients =
                errors.each("#/limits/recipients", limits.recipients(), MailPattern.MOST, MailPattern::parse, address);
        var messages =
                errors.number("#/limits/messages_per_hour", limits.messagesPerHour(), 1, HourlyCap.MOST_MESSAGES);
        var each =
                errors.number("#/limits/recipients_per_hour", limits.recipientsPerHour(), 1, HourlyCap.MOST_RECIPIENTS);
        Set<Protocol> protocols = errors.each(
                "#/limits/protocols", limits.protocols(), Protocol.values().length, Protocol::find, "no such protocol");
        if (limits.protocols() != null && limits.protocols().isEmpty()) {
            errors.add("#/limits/protocols", "at least one");
        }
        var networks = errors.each(
                "#/limits/networks",
                limits.networks(),
                DeviceLimits.MOST_NETWORKS,
                Network::parse,
                "a network, like 192.0.2.0/24");
        var until = Optional.ofNullable(limits.until());
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            errors.add("#/limits/until", "This moment has passed.");
        }
        if (messages.isEmpty() || each.isEmpty() || protocols.isEmpty()) {
            return Optional.empty();
        }
        var cap = new HourlyCap(messages.get(), each.get());
        return Optional.of(new DeviceLimits(senders, recipients, cap, protocols, networks, until));
    }

    private static Optional<Label> label(String typed) {
        try {
            return Optional.of(new Label(typed));
        } catch (IllegalArgumentException notALabel) {
            return Optional.empty();
        }
    }
}
