package org.sallyport.server.web.admin.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.web.admin.server.Trial.Result;

/// What is asked to see whether a listener answers: about somebody who can be nobody, so to a sign-in the right
/// answer is no.
final class TrialQuestions {
    static final String PASSWORD = "none";
    private static final int MOST_LINES = 64;

    private TrialQuestions() {}

    /// `POST /verify`, with the token of a server.
    static Result verify(Wire wire, Secret token) throws IOException {
        var json = "{\"user\":\"" + TypedName.OF_TESTS + "\",\"password\":\"" + PASSWORD + "\",\"service\":\"imap\"}";
        byte[] shown = token.copy();
        try {
            wire.say("POST /verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n"
                    + "Authorization: Bearer " + new String(shown, UTF_8) + "\r\n\r\n" + json);
        } finally {
            Arrays.fill(shown, (byte) 0);
        }
        var status = wire.line();
        if (status.startsWith("HTTP/1.1 403 ")) {
            return Result.NOT_KNOWN;
        }
        if (status.startsWith("HTTP/1.1 503 ")) {
            return Result.NOT_NOW;
        }
        return status.startsWith("HTTP/1.1 401 ") && challenges(wire) ? Result.WORKS : Result.WRONG_ANSWER;
    }

    private static boolean challenges(Wire wire) throws IOException {
        for (int i = 0; i < MOST_LINES; i++) {
            var line = wire.line();
            if (line.equalsIgnoreCase("WWW-Authenticate: AppPassword")) {
                return true;
            }
            if (line.isEmpty()) {
                return false;
            }
        }
        return false;
    }

    /// The Dovecot authentication protocol: both greetings, then one `AUTH`.
    static Result dovecot(Wire wire) throws IOException {
        if (!greets(wire)) {
            return Result.WRONG_ANSWER;
        }
        var message = Base64.getEncoder().encodeToString(("\0" + TypedName.OF_TESTS + "\0" + PASSWORD).getBytes(UTF_8));
        wire.say("VERSION\t1\t2\nCPID\t" + ProcessHandle.current().pid() + "\n");
        wire.say("AUTH\t1\tPLAIN\tservice=smtp\tresp=" + message + "\n");
        var fields = Arrays.asList(wire.line().split("\t", -1));
        if (fields.size() < 2 || !fields.subList(0, 2).equals(Arrays.asList("FAIL", "1"))) {
            return Result.WRONG_ANSWER;
        }
        return fields.contains("temp") ? Result.NOT_NOW : Result.WORKS;
    }

    /// Postfix's policy protocol: one request, as it is asked for a recipient.
    static Result postfix(Wire wire) throws IOException {
        wire.say("request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nsasl_username="
                + TypedName.OF_TESTS + "\nsender=\nrecipient=\n\n");
        var action = wire.line();
        if (action.startsWith("action=DEFER_IF_PERMIT 4.3.0")) {
            return Result.NOT_NOW;
        }
        return action.equals("action=DUNNO") && wire.line().isEmpty() ? Result.NO_OBJECTION : Result.WRONG_ANSWER;
    }

    private static boolean greets(Wire wire) throws IOException {
        boolean speaksIt = false;
        for (int i = 0; i < MOST_LINES; i++) {
            var line = wire.line();
            if (line.equals("DONE")) {
                return speaksIt;
            }
            if (i == 0 && !line.startsWith("VERSION\t1\t")) {
                return false;
            }
            speaksIt = true;
        }
        return false;
    }
}
