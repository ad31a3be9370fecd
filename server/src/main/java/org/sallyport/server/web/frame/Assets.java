package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.HttpRequestHandler;

/// Styles, scripts, fonts and pictures, under addresses that hold a hash of their content: browsers keep them for
/// good, and a new version has new addresses. The files are few and small, so they stay in memory.
public final class Assets implements HttpRequestHandler {
    static final String PREFIX = "/assets/";

    private static final int HASH_LETTERS = 16;
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Asset> byAddress = new LinkedHashMap<>();

    private record Asset(String type, byte[] content) {}

    /// @param names files below `static/` on the class path
    public Assets(String... names) {
        var contents = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            contents.put(name, read(name));
        }
        var version = hash(contents.values());
        contents.forEach((name, content) -> {
            var address = PREFIX + version + "/" + name;
            addresses.put(name, address);
            byAddress.put(address, new Asset(typeOf(name), content));
        });
    }

    /// The address of a file.
    ///
    /// @throws IllegalArgumentException when there is no such file
    public String at(String name) {
        return Optional.ofNullable(addresses.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no asset " + name));
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asset = byAddress.get(request.getRequestURI());
        if (asset == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.type());
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setContentLength(asset.content().length);
        response.getOutputStream().write(asset.content());
    }

    private static String typeOf(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return Optional.ofNullable(TYPES.get(ending))
                .orElseThrow(() -> new IllegalArgumentException("no media type for " + name));
    }

    private static byte[] read(String name) {
        try (var in = new ClassPathResource("static/" + name).getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Collection<byte[]> contents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            contents.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
