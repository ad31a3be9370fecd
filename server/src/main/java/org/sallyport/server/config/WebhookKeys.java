package org.sallyport.server.config;

import java.util.List;
import org.sallyport.core.caller.Network;

/// The keys of webhooks; which there are, staff decide on the pages.
final class WebhookKeys {
    static final Key<Network> NETWORKS = Key.required(
                    "webhooks.networks[]",
                    Kinds.NETWORK,
                    "Networks that are not on the Internet and in which webhooks may be all the same. With `127.0.0.0/8` "
                            + "they may be on this machine, also by http.",
                    "10.20.0.0/16")
            .orNothing("webhooks are on the Internet");

    static final List<Key<?>> ALL = List.of(NETWORKS);

    private WebhookKeys() {}

    static List<Network> settings(Answers answers) {
        return answers.all(NETWORKS);
    }
}
