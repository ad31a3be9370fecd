package org.sallyport.server.web;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint that the pages have, asked of the web server itself, so that none can be forgotten.
record Endpoint(String method, String path) {
    static List<Endpoint> all(RunningWeb web) {
        return web.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                mapping.getPatternValues().stream().map(path -> new Endpoint(method.name(), path))))
                .filter(endpoint -> !endpoint.isForPrograms())
                .sorted(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method))
                .toList();
    }

    /// Those of programs have a chain and a test of their own.
    boolean isForPrograms() {
        return path.startsWith("/api/") || path.startsWith("/oauth2/");
    }

    boolean changes() {
        return method.equals("POST");
    }

    boolean namesSomething() {
        return path.contains("{id}");
    }

    Endpoint with(UUID id) {
        return new Endpoint(method, path.replaceAll("\\{[a-zA-Z]+}", id.toString()));
    }

    /// Asks it as a page of ours would.
    Browser.Answer ask(Browser browser) {
        return changes() ? browser.post(path) : browser.get(path);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
