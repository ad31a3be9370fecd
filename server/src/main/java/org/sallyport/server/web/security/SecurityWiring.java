package org.sallyport.server.web.security;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.frame.ErrorPages;
import org.sallyport.server.web.frame.Fault;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityWiring {
    /// What an identity provider's machine posts and no browser does: its own signature stands for a form token.
    private static final RequestMatcher FROM_PROVIDERS =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in/signed-out/{code}");

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            WebSettings settings,
            Gate gate,
            Visitors visitors,
            FormTokens tokens,
            Turnstile turnstile) {
        return http.securityContext(context -> context.securityContextRepository(visitors))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(FROM_PROVIDERS))
                .addFilterBefore(new FirstField(), CsrfFilter.class)
                .addFilterBefore(new SameOriginFilter(settings.origin(), turnstile), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(gate))
                .exceptionHandling(
                        denied -> denied.accessDeniedHandler(turnstile).authenticationEntryPoint(turnstile))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /// For addresses that no browser makes: what the firewall of Spring Security refuses.
    @Bean
    RequestRejectedHandler rejected(ErrorPages errorPages) {
        return (request, response, refused) -> errorPages.show(request, response, Fault.BAD_REQUEST);
    }

    @Bean
    DelegatingFilterProxyRegistrationBean securityFilter() {
        var registration = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(0);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders(WebSettings settings) {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders(settings));
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
