package org.sallyport.server.web;

import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ComponentScan("org.sallyport.server.web")
class ServerWiring {
    private static final String BUNDLE = "web";
    private static final int FORM_BYTES = 16 * 1024;
    private static final int FORM_FIELDS = 64;

    @Bean
    TomcatServletWebServerFactory webServer(
            WebSettings settings, CertificateFiles certificates, DefaultSslBundleRegistry bundles) {
        var tomcat = new TomcatServletWebServerFactory(settings.listen().getPort());
        tomcat.setAddress(settings.listen().getAddress());
        tomcat.setRegisterDefaultServlet(false);
        tomcat.setShutdown(Shutdown.GRACEFUL);
        tomcat.getSettings().getJsp().setRegistered(false);
        tomcat.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(new VirtualThreadExecutor("web-")));
        // Jakarta Servlet 6.1 section 3.12: without this, our UTF-8 forms would be read as ISO 8859-1.
        tomcat.addContextCustomizers(context -> context.setRequestCharacterEncoding("UTF-8"));
        tomcat.addConnectorCustomizers(connector -> {
            connector.setMaxPostSize(FORM_BYTES);
            connector.setMaxParameterCount(FORM_FIELDS);
            connector.setXpoweredBy(false);
            connector.setProperty("connectionTimeout", "20000");
            connector.setProperty("maxConnections", "4096");
        });
        tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(silent()));
        if (certificates.arePresent()) {
            tomcat.setSslBundles(bundles);
            tomcat.setSsl(Ssl.forBundle(BUNDLE));
        }
        return tomcat;
    }

    // What the container refuses before any of our filters sees it gets a bare status: no version, no stack trace.
    private static ErrorReportValve silent() {
        var valve = new ErrorReportValve();
        valve.setShowServerInfo(false);
        valve.setShowReport(false);
        return valve;
    }

    @Bean
    CertificateFiles certificateFiles(WebSettings settings, DefaultSslBundleRegistry bundles) {
        var files = new CertificateFiles(settings.tls(), bundle -> bundles.updateBundle(BUNDLE, bundle));
        files.first().ifPresent(bundle -> bundles.registerBundle(BUNDLE, bundle));
        return files;
    }

    @Bean
    DefaultSslBundleRegistry bundles() {
        return new DefaultSslBundleRegistry();
    }
}
