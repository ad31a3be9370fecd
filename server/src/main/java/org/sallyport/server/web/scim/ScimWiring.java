package org.sallyport.server.web.scim;

import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScimWiring {
    /// Behind the headers, before sessions and the security of the pages. Where no source writes here there is nothing
    /// at all: the pages answer as for any path that does not exist.
    private static final int ORDER = -100;

    @Bean
    FilterRegistrationBean<ScimFilter> scim(
            Services.Federation federation, WebSettings settings, Store store, Keyset keyset, InstantSource clock) {
        var sources = federation.scim().stream()
                .map(source -> new ScimFilter.Source(
                        ScimFilter.digest(keyset, source.token().reveal()),
                        new ScimDesk(store, source.name(), federation.provisioning(), clock)))
                .toList();
        var registration = new FilterRegistrationBean<>(new ScimFilter(settings.origin(), keyset, sources));
        registration.addUrlPatterns(ScimFilter.PATH + "/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(ORDER);
        registration.setEnabled(!sources.isEmpty());
        return registration;
    }
}
