package org.sallyport.server.web.admin.webhook;

import java.util.List;
import org.sallyport.core.account.Permission;
import org.sallyport.core.store.Books;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.Webhooks;
import org.sallyport.server.web.admin.overview.Warning;
import org.sallyport.server.web.admin.overview.Warnings;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;

/// Webhooks that are paused, and not because one of the staff said so.
@Component
class WebhookWarnings implements Warnings {
    @Override
    public List<Warning> now(Books books) {
        return Webhooks.in(books).all().stream()
                .filter(webhook -> webhook.paused()
                        .filter(why -> why != Webhook.Pause.BY_STAFF)
                        .isPresent())
                .map(webhook -> Warning.caution(Said.of("overview.waits.webhook", webhook.name()))
                        .leadingTo(
                                WebhookPages.PATH + "/" + webhook.id(),
                                "overview.waits.webhook.see",
                                Permission.WEBHOOKS_MANAGE))
                .toList();
    }
}
