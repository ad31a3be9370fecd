package org.sallyport.server.main;

import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.core.secret.Seal;
import org.sallyport.server.outward.Reach;
import org.sallyport.server.webhook.Courier;

/// Starts the courier of webhooks.
final class WebhookWiring {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private WebhookWiring() {}

    /// @return what stops it
    static Runnable start(Installation installation) {
        var reach = new Reach(
                "webhooks", "webhooks.networks", installation.settings().ways().webhooks());
        var courier = new Courier(
                installation.store(),
                new Seal(installation.keyset(), installation.generator()),
                reach,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                installation.clock());
        var tasks = new Tasks();
        tasks.every(EVERY, "webhooks", courier::round);
        return () -> {
            tasks.close();
            courier.close();
        };
    }
}
