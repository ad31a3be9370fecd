package org.sallyport.core.method;

import java.time.Instant;
import java.util.regex.Pattern;
import org.sallyport.core.account.AccountId;

/// The second factor that an identity provider asks for when somebody signs in there. Which one it is stays with the
/// provider; that it was asked for, the provider says each time.
///
/// @param provider the source that is the provider, as the configuration names it: `oidc/olive`
public record ProviderFactor(MethodId id, AccountId account, String label, String provider, Instant registered)
        implements Method {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*");

    public ProviderFactor {
        if (!FORM.matcher(provider).matches()) {
            throw new IllegalArgumentException("a provider is named by its source");
        }
    }

    @Override
    public ProviderFactor named(String changed) {
        return new ProviderFactor(id, account, changed, provider, registered);
    }
}
