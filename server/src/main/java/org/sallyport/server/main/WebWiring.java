package org.sallyport.server.main;

import java.time.ZoneId;
import java.util.Set;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebApplication;
import org.sallyport.server.web.WebSettings;

/// Starts the pages as the configuration says.
final class WebWiring {
    private WebWiring() {}

    static WebApplication start(Settings settings, Services services) {
        return WebApplication.start(settings(settings), services);
    }

    static WebSettings settings(Settings settings) {
        var web = settings.web();
        return new WebSettings(
                web.publicUrl(),
                settings.organisation(),
                DoorsWiring.of(web.listen()),
                web.tls().map(files -> new WebSettings.Tls(files.certificate(), files.key())),
                new WebSettings.Sessions(
                        web.sessions().overall(), web.sessions().idle()),
                ZoneId.systemDefault(),
                Set.copyOf(web.trustedProxies()));
    }
}
