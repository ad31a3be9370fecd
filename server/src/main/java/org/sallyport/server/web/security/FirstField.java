package org.sallyport.server.web.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds the form token in the first field of a form with a file, so that who sends it is known before the file is
/// read. The body stays whole for the page.
final class FirstField extends OncePerRequestFilter {
    private static final int HEAD = 2 * 1024;
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\r\\n]{1,80}\\r\\ncontent-disposition: form-data; name=\"" + FormTokens.PARAMETER
                    + "\"\\r\\n\\r\\n([A-Za-z0-9_=-]{1,200})\\r\\n",
            Pattern.CASE_INSENSITIVE);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream();
        byte[] head = body.readNBytes(HEAD);
        var found = TOKEN.matcher(new String(head, ISO_8859_1));
        var token = found.lookingAt() ? Optional.of(found.group(1)) : Optional.<String>empty();
        chain.doFilter(
                new Looked(request, token, new SequenceInputStream(new ByteArrayInputStream(head), body)), response);
    }

    private static final class Looked extends HttpServletRequestWrapper {
        private final Optional<String> token;
        private final ServletInputStream body;

        Looked(HttpServletRequest request, Optional<String> token, InputStream body) {
            super(request);
            this.token = token;
            this.body = new Whole(body);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return name.equals(FormTokens.PARAMETER) ? token.orElse(null) : super.getParameter(name);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    private static final class Whole extends ServletInputStream {
        private final InputStream bytes;
        private boolean finished;

        Whole(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            int read = bytes.read();
            finished |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = bytes.read(into, from, most);
            finished |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("a form is read at once");
        }
    }
}
