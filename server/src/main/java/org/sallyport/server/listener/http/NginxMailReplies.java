package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Verdict;

/// The reply table of `/nginx-mail`. nginx ignores the status of an answer and reads its header fields, which together
/// with the status line must fit into 1024 bytes: a longer answer drops the app's connection without a word.
///
/// nginx adds no response code of its own to what the app is told, so the codes stand in the sentence, and for SMTP in
/// a field. With `Auth-Wait` the app keeps its connection and may try again; without, nginx closes it.
///
/// @param attempt how often the app has tried on its connection
record NginxMailReplies(Wording wording, MailServer server, int attempt) implements ReplyTable {
    private static final int MOST_ATTEMPTS = 4;
    private static final int LONGEST_NAME = 600;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final String WRONG = "The user name or the password is wrong, or this app needs an app password";
    private static final String LATER = "Signing in is not possible right now, please try again later";
    private static final String PLAIN_ONLY = "Only PLAIN and LOGIN are taken here";
    private static final String SIGN_IN_FIRST = "Please sign in first";

    /// The codes that say the same in each protocol.
    enum Wording {
        // RFC 5530 section 3
        IMAP("[AUTHENTICATIONFAILED] ", "[UNAVAILABLE] ", "[CANNOT] ", "", "", ""),
        // RFC 3206 section 4 and 5
        POP3("[AUTH] ", "[SYS/TEMP] ", "[SYS/PERM] ", "", "", ""),
        // RFC 4954 section 6: at 454 an app should not ask for another password; 451 would not tell it that.
        SMTP("", "", "", "535 5.7.8", "454 4.7.0", "504 5.5.4");

        private final String wrong;
        private final String later;
        private final String cannot;
        private final String wrongCode;
        private final String laterCode;
        private final String cannotCode;

        Wording(String wrong, String later, String cannot, String wrongCode, String laterCode, String cannotCode) {
            this.wrong = wrong;
            this.later = later;
            this.cannot = cannot;
            this.wrongCode = wrongCode;
            this.laterCode = laterCode;
            this.cannotCode = cannotCode;
        }

        static Wording of(Protocol protocol) {
            return switch (protocol) {
                case IMAP -> IMAP;
                case POP3 -> POP3;
                case SMTP -> SMTP;
                case SIEVE, DAV, LDAP, RADIUS, HTTP ->
                    throw new IllegalArgumentException("nginx speaks no " + protocol);
            };
        }
    }

    @Override
    public Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted.canonical().canonical());
            case Verdict.Rejected _ -> no(wording.wrong + WRONG, wording.wrongCode, Duration.ofSeconds(1));
            case Verdict.Deferred(var _, var after) -> no(wording.later + LATER, wording.laterCode, after);
        };
    }

    /// What nginx was told to offer although app passwords cannot serve it, or a message without any sign-in (`none`).
    Reply refusalOfMethod(String method) {
        boolean message = method.equals("none") && wording == Wording.SMTP;
        // Never with Auth-Wait: nginx up to 1.29.0 answers it with memory of its own (CVE-2025-53859).
        return message ? refusal(SIGN_IN_FIRST, "530 5.7.0") : refusal(wording.cannot + PLAIN_ONLY, wording.cannotCode);
    }

    private Reply accepted(String name) {
        var address = server.address().getHostAddress();
        var port = Integer.toString(server.port());
        // Without Auth-User nginx goes on with the name as it was typed, which is another spelling of the same one.
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                ? ok("Auth-Status", "OK", "Auth-Server", address, "Auth-Port", port)
                : ok("Auth-Status", "OK", "Auth-Server", address, "Auth-Port", port, "Auth-User", name);
    }

    private Reply no(String sentence, String code, Duration wait) {
        if (attempt >= MOST_ATTEMPTS) {
            return refusal(sentence, code);
        }
        var seconds = Long.toString(Reply.wholeSeconds(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
        return code.isEmpty()
                ? ok("Auth-Status", sentence, "Auth-Wait", seconds)
                : ok("Auth-Status", sentence, "Auth-Error-Code", code, "Auth-Wait", seconds);
    }

    private static Reply refusal(String sentence, String code) {
        return code.isEmpty() ? ok("Auth-Status", sentence) : ok("Auth-Status", sentence, "Auth-Error-Code", code);
    }

    private static Reply ok(String... fields) {
        return Reply.bare(Status.OK, FieldLines.of(fields));
    }
}
