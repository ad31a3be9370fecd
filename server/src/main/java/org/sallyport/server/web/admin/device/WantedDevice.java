package org.sallyport.server.web.admin.device;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.device.NewDevice;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Said;

/// A device as somebody fills in the form for one.
///
/// @param owner the user name of whoever looks after it
/// @param mail from whom, to whom and how much
/// @param protocols codes of what it speaks
/// @param until the last day, `2027-01-31`; blank for no end
/// @param networks ranges of addresses, separated by blanks, commas or lines; blank for anywhere
public record WantedDevice(
        String username, String name, String owner, Mail mail, List<String> protocols, String until, String networks) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    // A field that a request leaves out is an empty one.
    public WantedDevice(
            @Nullable String username,
            @Nullable String name,
            @Nullable String owner,
            @Nullable Mail mail,
            @Nullable List<String> protocols,
            @Nullable String until,
            @Nullable String networks) {
        this.username = Objects.requireNonNullElse(username, "");
        this.name = Objects.requireNonNullElse(name, "");
        this.owner = Objects.requireNonNullElse(owner, "");
        this.mail = mail == null ? new Mail(null, null, null, null) : mail;
        this.protocols = protocols == null ? List.of() : List.copyOf(protocols);
        this.until = Objects.requireNonNullElse(until, "");
        this.networks = Objects.requireNonNullElse(networks, "");
    }

    /// What it may send.
    ///
    /// @param senders addresses and domains, separated by blanks, commas or lines; blank for any
    /// @param messages an hour
    /// @param each recipients an hour
    public record Mail(String senders, String recipients, String messages, String each) {
        public Mail(
                @Nullable String senders,
                @Nullable String recipients,
                @Nullable String messages,
                @Nullable String each) {
            this.senders = Objects.requireNonNullElse(senders, "");
            this.recipients = Objects.requireNonNullElse(recipients, "");
            this.messages = Objects.requireNonNullElse(messages, "");
            this.each = Objects.requireNonNullElse(each, "");
        }
    }

    /// What the empty form proposes: a scanner.
    static WantedDevice usual() {
        var cap = HourlyCap.STANDARD;
        var mail = new Mail("", "", Integer.toString(cap.messages()), Integer.toString(cap.recipients()));
        return new WantedDevice("", "", "", mail, List.of(Protocol.SMTP.code()), "", "");
    }

    static WantedDevice of(Device device, Account account, String owner, Moments moments) {
        var limits = device.limits();
        return new WantedDevice(
                account.username().canonical(),
                account.profile().displayName(),
                owner,
                new Mail(
                        lines(limits.senders()),
                        lines(limits.recipients()),
                        Integer.toString(limits.cap().messages()),
                        Integer.toString(limits.cap().recipients())),
                limits.protocols().stream().map(Protocol::code).toList(),
                limits.until()
                        .map(end -> moments.today(end.minusMillis(1)).toString())
                        .orElse(""),
                lines(limits.networks()));
    }

    private static String lines(Set<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
    }

    /// Whether the box of a protocol is ticked.
    public boolean wants(Protocol protocol) {
        return protocols.contains(protocol.code());
    }

    /// Everything that is wrong with it, but for what only the accounts can tell.
    List<Said> problems(LocalDate today) {
        var problems = new ArrayList<Said>();
        if (Username.parse(username).isEmpty()) {
            problems.add(Said.of("device.bad-username").about("username"));
        }
        if (label().isEmpty()) {
            problems.add(Said.of("device.bad-name", Label.MAX_LENGTH).about("name"));
        }
        wrong(mail.senders(), MailPattern::parse, MailPattern.MOST)
                .ifPresent(found -> problems.add(pattern("senders", found)));
        wrong(mail.recipients(), MailPattern::parse, MailPattern.MOST)
                .ifPresent(found -> problems.add(pattern("recipients", found)));
        if (number(mail.messages(), HourlyCap.MOST_MESSAGES).isEmpty()) {
            problems.add(Said.of("device.bad-number", HourlyCap.MOST_MESSAGES).about("messages"));
        }
        if (number(mail.each(), HourlyCap.MOST_RECIPIENTS).isEmpty()) {
            problems.add(Said.of("device.bad-number", HourlyCap.MOST_RECIPIENTS).about("each"));
        }
        if (chosen().isEmpty()) {
            problems.add(Said.of("new.no-protocol").about("protocol-smtp"));
        }
        if (!until.isBlank() && lastDay().filter(day -> !day.isBefore(today)).isEmpty()) {
            problems.add(Said.of("new.bad-until").about("until"));
        }
        if (wrong(networks, Network::parse, DeviceLimits.MOST_NETWORKS).isPresent()) {
            problems.add(Said.of("new.bad-networks", DeviceLimits.MOST_NETWORKS).about("networks"));
        }
        return problems;
    }

    /// Only where nothing is wrong with it.
    NewDevice device(AccountId ownerId, Moments moments) {
        return new NewDevice(
                Username.parse(username).orElseThrow(),
                label().orElseThrow(),
                ownerId,
                new DeviceLimits(
                        read(mail.senders(), MailPattern::parse),
                        read(mail.recipients(), MailPattern::parse),
                        new HourlyCap(
                                number(mail.messages(), HourlyCap.MOST_MESSAGES).orElseThrow(),
                                number(mail.each(), HourlyCap.MOST_RECIPIENTS).orElseThrow()),
                        chosen(),
                        read(networks, Network::parse),
                        lastDay().map(moments::endOf)));
    }

    private static Said pattern(String field, String found) {
        return Said.of("device.bad-pattern", found, MailPattern.MOST).about(field);
    }

    private Optional<Label> label() {
        try {
            return Optional.of(new Label(name));
        } catch (IllegalArgumentException notALabel) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String typed, int most) {
        return Optional.of(typed.strip())
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= most);
    }

    private Set<Protocol> chosen() {
        return protocols.stream().flatMap(code -> Protocol.find(code).stream()).collect(Collectors.toSet());
    }

    private Optional<LocalDate> lastDay() {
        try {
            return until.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(until.strip()));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /// The first word that says nothing, or the last one where there are too many.
    private static <E> Optional<String> wrong(String typed, Function<String, Optional<E>> reader, int most) {
        var words = words(typed);
        return words.size() > most
                ? Optional.of(words.getLast())
                : words.stream().filter(word -> reader.apply(word).isEmpty()).findFirst();
    }

    private static <E> Set<E> read(String typed, Function<String, Optional<E>> reader) {
        return words(typed).stream()
                .flatMap(word -> reader.apply(word).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> words(String typed) {
        return typed.isBlank() ? List.of() : List.of(typed.strip().split("[\\s,;]+"));
    }
}
