package org.sallyport.server.config;

import java.util.List;
import java.util.Set;
import org.sallyport.core.policy.MailboxCodes;

/// The keys of codes by mail as a second factor.
final class MailboxKeys {
    static final Key<YesNo> CODES = Key.withDefault(
            "policy.mailbox-codes",
            Kinds.choice(YesNo.class),
            "no",
            "Whether people may confirm their sign-in with a code by mail. Weaker than every other method, and of no use "
                    + "for a mailbox that an app password opens: those get none.");
    static final Key<String> DOMAINS = Key.required(
                    "policy.mail-domains[]",
                    PhoneKinds.MAIL_DOMAIN,
                    "The mail domains whose mailboxes your app passwords open, with all below them. No code by mail goes "
                            + "there.",
                    "olive.example")
            .orNothing("required with policy.mailbox-codes: yes");

    static final List<Key<?>> ALL = List.of(CODES, DOMAINS);

    private MailboxKeys() {}

    static void check(Answers answers) {
        if (answers.find(CODES).filter(wanted -> wanted == YesNo.YES).isEmpty()) {
            return;
        }
        if (answers.entries(DOMAINS) == 0) {
            answers.wrong(
                    "policy.mail-domains",
                    "is missing, but policy.mailbox-codes is yes; needs the mail domains whose mailboxes your app "
                            + "passwords open: a code sent there could be read with one");
            return;
        }
        var rule = new MailboxCodes(true, Set.copyOf(answers.all(DOMAINS)));
        answers.find(Keys.MAIL_FROM).filter(from -> !rule.isServed(from)).ifPresent(from -> {
            var domain = from.value().substring(from.value().lastIndexOf('@') + 1);
            answers.wrong(
                    CODES.path(),
                    "is yes, but " + domain + ", which mail.from belongs to, is not in policy.mail-domains: codes "
                            + "would go to mailboxes of your own, which an app password opens");
        });
    }

    /// Only after [#check] and without any problem.
    static MailboxCodes settings(Answers answers) {
        return new MailboxCodes(answers.require(CODES) == YesNo.YES, Set.copyOf(answers.all(DOMAINS)));
    }
}
