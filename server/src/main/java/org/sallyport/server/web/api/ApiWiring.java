package org.sallyport.server.web.api;

import java.time.InstantSource;
import org.sallyport.core.api.Programs;
import org.sallyport.core.api.Repeats;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;

@Configuration(proxyBeanMethods = false)
class ApiWiring {
    /// Stands before the chain of the pages. No session and no cookie: there is nothing that a browser sends by itself.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain programs(
            HttpSecurity http, Programs programs, Repeats repeats, ClientAddress addresses, InstantSource clock) {
        return http.securityMatcher("/api", "/api/**", "/oauth2/**")
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ProgramFilter(programs, addresses, clock), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new RepeatFilter(repeats), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(Description.PATH, ClientTokens.PATH)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(
                                (request, response, stranger) -> Challenge.missing(response))
                        .accessDeniedHandler((request, response, why) -> Challenge.missing(response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }
}
