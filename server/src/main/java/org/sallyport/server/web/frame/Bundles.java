package org.sallyport.server.web.frame;

import java.util.List;

/// The files with the words of the pages, each in every language.
public final class Bundles {
    /// What all pages share and what a person meets, what a person and staff both see, then the administration pages,
    /// area by area. A key is in one of them only.
    public static final List<String> ALL = List.of(
            "messages",
            "messages/senders",
            "messages/provider",
            "messages/devices",
            "messages/admin",
            "messages/admin-audit",
            "messages/admin-devices",
            "messages/admin-import",
            "messages/admin-overview",
            "messages/admin-people",
            "messages/admin-person",
            "messages/admin-requirements",
            "messages/admin-servers",
            "messages/admin-sources",
            "messages/admin-staff",
            "messages/admin-tokens",
            "messages/admin-webhooks",
            "messages/admin-policies",
            "messages/admin-proposals",
            "messages/admin-rollout");

    private Bundles() {}
}
