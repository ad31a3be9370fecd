package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.server.web.frame.Json;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The state that something is shown in, as its `ETag` says it: whoever changes it names the state that they saw.
final class StateTag {
    private static final int BYTES = 12;

    private StateTag() {}

    /// The answer that shows it.
    static <T> ResponseEntity<T> show(T view) {
        return show(HttpStatus.OK, view);
    }

    static <T> ResponseEntity<T> show(HttpStatus status, T view) {
        return ResponseEntity.status(status).eTag(of(view)).body(view);
    }

    /// What has to hold in the transaction that changes something: it stands as the request says that it was seen.
    ///
    /// @param view of it, as it stands in that transaction
    /// @throws Refusal when the request does not say which state it changes (RFC 6585 section 3)
    static Precondition seen(HttpServletRequest request, Function<Books, ?> view) {
        var said = said(request);
        return books -> require(said, view.apply(books));
    }

    /// The same where whoever changes it compares what was read before.
    ///
    /// @throws Refusal when it is another state already, too
    static void require(HttpServletRequest request, Object view) {
        require(said(request), view);
    }

    private static String said(HttpServletRequest request) {
        var said = request.getHeader(HttpHeaders.IF_MATCH);
        if (said == null) {
            throw Refusal.of(
                    ProblemKind.CONDITION_MISSING, "Read it first, and send its ETag as If-Match; or \"*\" for any.");
        }
        return said;
    }

    private static void require(String said, Object view) {
        boolean fits = Arrays.stream(said.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(of(view)));
        if (!fits) {
            throw Refusal.of(ProblemKind.CHANGED_MEANWHILE, "Read it again, and see whether the change still fits.");
        }
    }

    static String of(Object view) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(view));
            var letters = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
            return "\"" + letters + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
