package org.sallyport.server.listener.postfix;

import java.util.Map;
import java.util.Optional;
import org.sallyport.core.caller.Source;
import org.sallyport.core.submission.MailQuestion;
import org.sallyport.core.submission.MailQuestion.Phase;
import org.sallyport.core.verify.TypedName;

/// One request of Postfix's SMTPD_POLICY_README: attributes by name, as far as they are of use here.
///
/// @param attributes no value is longer than the request may be; names that were not sent are absent
record PolicyRequest(Map<String, String> attributes) {
    static final String KIND = "smtpd_access_policy";
    private static final int MOST_DIGITS = 6;

    PolicyRequest {
        attributes = Map.copyOf(attributes);
    }

    /// What `request=` says; empty where it is missing.
    String kind() {
        return value("request");
    }

    /// Whether it only tries how this is answered, and no mail server asks.
    boolean isTest() {
        return new TypedName(value("sasl_username")).isOfTests();
    }

    /// @param unnamed what a message is called that the mail server gives no name
    MailQuestion question(String unnamed) {
        var instance = value("instance");
        return new MailQuestion(
                value("sasl_username"),
                phase(),
                instance.isEmpty() ? unnamed : instance,
                value("sender"),
                Optional.of(value("recipient")).filter(address -> !address.isEmpty()),
                count(value("recipient_count")),
                Source.ofLiteral(value("client_address")));
    }

    private Phase phase() {
        return switch (value("protocol_state")) {
            case "MAIL" -> Phase.SENDER;
            case "RCPT" -> Phase.RECIPIENT;
            case "DATA", "BDAT", "END-OF-MESSAGE" -> Phase.CONTENT;
            default -> Phase.OTHER;
        };
    }

    private static int count(String digits) {
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(digits) : 0;
    }

    private String value(String name) {
        return attributes.getOrDefault(name, "");
    }
}
