package org.sallyport.server.web.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Store;

/// Everything that one source may ask. Its changes come one behind the other on this node, since a patch is read, made
/// and written; a source that writes through several nodes says what it has read (`If-Match`).
final class ScimDesk {
    private static final int MOST_RESULTS = 200;

    private final ResourceEndpoint endpoint;
    private final ReentrantLock changing = new ReentrantLock();

    ScimDesk(Store store, SourceName source, Provisioning provisioning, InstantSource clock) {
        var people = new ScimPeople(store, source, provisioning, clock);
        var groups = new ScimGroups(store, source, people, clock);
        this.endpoint = new ResourceEndpoint(provider());
        for (var kind : List.of(new UserEndpointDefinition(people), new GroupEndpointDefinition(groups))) {
            endpoint.registerEndpoint(kind)
                    .setFeatures(ResourceTypeFeatures.builder()
                            .eTagFeature(ETagFeature.builder().enabled(true).build())
                            .build());
        }
    }

    private static ServiceProvider provider() {
        return ServiceProvider.builder()
                .filterConfig(FilterConfig.builder()
                        .supported(true)
                        .maxResults(MOST_RESULTS)
                        .build())
                .patchConfig(PatchConfig.builder()
                        .supported(true)
                        .ignoreUnknownAttributes(true)
                        .doNotFailOnNoTarget(true)
                        .activateMsAzureFilterWorkaround(true)
                        .activateMsAzureValueSubAttributeWorkaround(true)
                        .activateMsAzureComplexSimpleValueWorkaround(true)
                        .build())
                .eTagConfig(ETagConfig.builder().supported(true).build())
                .sortConfig(SortConfig.builder().supported(false).build())
                .bulkConfig(BulkConfig.builder().supported(false).build())
                .changePasswordConfig(
                        ChangePasswordConfig.builder().supported(false).build())
                .authenticationSchemes(List.of(AuthenticationScheme.builder()
                        .name("Bearer token")
                        .description("A token that the operator has made for this source")
                        .type("oauthbearertoken")
                        .specUri("https://www.rfc-editor.org/rfc/rfc6750")
                        .primary(true)
                        .build()))
                .lenientContentTypeChecking(true)
                .build();
    }

    /// @param url whole, as the source sees it
    /// @param body in the standard's spelling
    ScimResponse answer(String url, HttpMethod method, String body, Map<String, String> headers) {
        if (method == HttpMethod.GET) {
            return endpoint.handleRequest(url, method, body, headers, new Context(null));
        }
        changing.lock();
        try {
            return endpoint.handleRequest(url, method, body, headers, new Context(null));
        } finally {
            changing.unlock();
        }
    }
}
