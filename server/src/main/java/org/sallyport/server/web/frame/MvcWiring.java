package org.sallyport.server.web.frame;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.sallyport.server.web.WebSettings;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class MvcWiring implements WebMvcConfigurer {
    /// Behind the headers, before everything else.
    private static final int LAST_CATCH = Ordered.HIGHEST_PRECEDENCE + 1;

    private final List<HandlerInterceptor> interceptors;

    MvcWiring(List<HandlerInterceptor> interceptors) {
        this.interceptors = interceptors;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        // Pages need no more than text; what programs say and are told is JSON.
        converters
                .disableDefaults()
                .addCustomConverter(new StringHttpMessageConverter())
                .addCustomConverter(new JacksonJsonHttpMessageConverter(Json.MAPPER));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        this.interceptors.forEach(registry::addInterceptor);
    }

    @Bean
    static Languages languages() {
        return Languages.onClassPath();
    }

    /// In place of the one that Spring MVC brings: the name is what it looks for.
    @Bean
    static LanguageChoice localeResolver(Languages languages, WebSettings settings) {
        return new LanguageChoice(languages, settings);
    }

    @Bean
    static Assets assets() {
        return new Assets(
                "app.css",
                "admin.css",
                "app.js",
                "admin.js",
                "passkey.js",
                "api.js",
                "logo.svg",
                "inter-latin.woff2",
                "inter-greek.woff2");
    }

    @Bean
    static SimpleUrlHandlerMapping assetMapping(Assets assets) {
        return new SimpleUrlHandlerMapping(Map.of(Assets.PREFIX + "**", assets), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    static SimpleUrlHandlerMapping errorMapping(ErrorPages errorPages) {
        return new SimpleUrlHandlerMapping(Map.of(ErrorDispatch.PATH, new ErrorDispatch(errorPages)), 0);
    }

    @Bean
    static ErrorPageRegistrar errorPageRegistrar() {
        return pages -> pages.addErrorPages(new ErrorPage(ErrorDispatch.PATH));
    }

    @Bean
    static MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(Bundles.ALL.toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    @Bean
    SpringTemplateEngine templateEngine(ApplicationContext context, MessageSource messages) {
        var templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        templates.setCacheable(true);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(messages);
        return engine;
    }

    @Bean
    ViewResolver viewResolver(SpringTemplateEngine engine) {
        var views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        // A page is whole before its first byte leaves, so that a fault half-way is a clean error page.
        views.setProducePartialOutputWhileProcessing(false);
        views.setRedirectHttp10Compatible(false);
        views.setRedirectContextRelative(true);
        return views;
    }

    @Bean
    ServletRegistrationBean<DispatcherServlet> pagesServlet(WebApplicationContext context) {
        var servlet = new DispatcherServlet(context);
        servlet.setDispatchOptionsRequest(false);
        var registration = new ServletRegistrationBean<>(servlet, "/");
        registration.setName("pages");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<LastCatch> lastCatch(ErrorPages errorPages) {
        var registration = new FilterRegistrationBean<>(new LastCatch(errorPages));
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(LAST_CATCH);
        return registration;
    }
}
