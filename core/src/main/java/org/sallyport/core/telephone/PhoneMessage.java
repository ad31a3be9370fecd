package org.sallyport.core.telephone;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.secret.Secret;

/// A code on its way to a telephone.
///
/// @param language the one the person reads, or hears
public record PhoneMessage(PhoneNumber to, Form form, Locale language, Secret code) {
    /// How it arrives.
    public enum Form {
        TEXT,
        /// A voice reads it out.
        CALL;

        /// `text`: how forms and the audit log call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The form with exactly this code.
        public static Optional<Form> find(String code) {
            return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
        }
    }
}
