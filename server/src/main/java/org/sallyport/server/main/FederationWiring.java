package org.sallyport.server.main;

import java.util.stream.Collectors;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.core.source.Provisioning;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;

/// Identity providers that people sign in at, and systems that write people here, as far as the configuration names
/// any.
final class FederationWiring {
    private FederationWiring() {}

    static Services.Federation wire(
            Services.Ground ground, Services.Journey journey, Settings settings, Provisioning provisioning) {
        var openId = settings.web().federation().openId();
        var scim = settings.web().federation().scim();
        var creating = openId.stream()
                .filter(source -> source.rules().creates())
                .map(OpenIdSource::name)
                .collect(Collectors.toSet());
        return new Services.Federation(
                new ProviderSignIn(ground.store(), journey.mfa(), provisioning, creating, ground.clock()),
                provisioning,
                openId,
                scim);
    }
}
