package org.sallyport.server.web.session;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

@Configuration(proxyBeanMethods = false)
class SessionWiring {
    /// Before the security filters, behind the headers and the last catch.
    static final int ORDER = -50;

    @Bean
    SealedSessions sealedSessions(Services services, WebSettings settings) {
        return new SealedSessions(services.ground(), settings.sessions());
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<SealedSession>> sessionFilter(
            SealedSessions sessions, WebSettings settings) {
        var filter = new SessionRepositoryFilter<>(sessions);
        var resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie(settings));
        filter.setHttpSessionIdResolver(resolver);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(ORDER);
        return registration;
    }

    /// The cookie. `SameSite=Lax` and not `Strict`: with `Strict` a link in a mail would arrive without the cookie and
    /// look signed out. Nothing is changed by GET, and every POST carries a token besides.
    private static DefaultCookieSerializer cookie(WebSettings settings) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(CookieNames.of(settings).session());
        cookie.setUseSecureCookie(settings.isSecure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        cookie.setUseBase64Encoding(false);
        return cookie;
    }

    @Bean
    SmartLifecycle sessionSweep(SealedSessions sessions) {
        return new Sweep(sessions);
    }

    /// Removes ended sessions every five minutes.
    private static final class Sweep implements SmartLifecycle {
        private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
        private static final long EVERY_MINUTES = 5;

        private final SealedSessions sessions;
        private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("session-sweep").factory());
        private volatile boolean running;

        Sweep(SealedSessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public void start() {
            running = true;
            var _ = clockwork.scheduleWithFixedDelay(this::sweep, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        }

        private void sweep() {
            try {
                sessions.sweep();
            } catch (Unavailable later) {
                LOG.atWarn()
                        .setMessage("session.sweep-postponed")
                        .addKeyValue("part", later.part())
                        .addKeyValue("why", later.getMessage())
                        .log();
            }
        }

        @Override
        public void stop() {
            running = false;
            clockwork.shutdownNow();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
