package org.sallyport.server.telephone;

import java.util.Locale;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.telephone.PhoneMessage;

/// Messages to Eleni, whose code is 482913.
final class Messages {
    static final Wording WORDING = new Wording("Olive & Pine", "mfa.olive.example");

    private Messages() {}

    static PhoneMessage text(String language) {
        return message(PhoneMessage.Form.TEXT, language);
    }

    static PhoneMessage call(String language) {
        return message(PhoneMessage.Form.CALL, language);
    }

    private static PhoneMessage message(PhoneMessage.Form form, String language) {
        return new PhoneMessage(new PhoneNumber("+306901234567"), form, Locale.of(language), Secret.of("482913"));
    }
}
