package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/// A page of a list.
///
/// @param next what `after` is for the next page; absent on the last
/// @param found how many there are on all pages, where that is known
public record ApiPage<T>(List<T> items, Optional<String> next, Optional<Integer> found) {
    public ApiPage {
        items = List.copyOf(items);
    }

    static <T> ApiPage<T> whole(List<T> items) {
        return new ApiPage<>(items, Optional.empty(), Optional.of(items.size()));
    }

    /// The answer, with the address of the next page in its `Link` header (RFC 8288).
    ResponseEntity<ApiPage<T>> answer(HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        next.ifPresent(after -> answer.header(HttpHeaders.LINK, "<" + address(request, after) + ">; rel=\"next\""));
        return answer.body(this);
    }

    // Relative to this server: what a proxy calls it is not for us to know.
    private static String address(HttpServletRequest request, String after) {
        var address = UriComponentsBuilder.fromPath(request.getRequestURI());
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("after")) {
                address.queryParam(name, (Object[]) values);
            }
        });
        return address.queryParam("after", after).encode().build().toUriString();
    }
}
