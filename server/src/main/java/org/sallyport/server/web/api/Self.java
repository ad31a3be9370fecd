package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the token that asks is, and may now.
@RestController
class Self {
    /// @param scopes what it was made for
    /// @param allowed what of that its maker's role allows now
    public record TokenView(
            String id,
            String kind,
            String name,
            String maker,
            Instant expires,
            List<String> scopes,
            List<String> allowed) {}

    @Answers(to = "What the token that asks is, and may now.")
    @Open(Open.To.EVERY_TOKEN)
    @GetMapping("/api/v1/token")
    ResponseEntity<TokenView> token(@AuthenticationPrincipal Program program) {
        var token = program.token();
        return ResponseEntity.ok(new TokenView(
                token.holder().root().toString(),
                Query.code(token.kind()),
                token.allowance().name(),
                program.maker().username().canonical(),
                token.expires(),
                codes(token.allowance().scopes()),
                codes(program.duties())));
    }

    private static List<String> codes(Set<Permission> permissions) {
        return permissions.stream().map(Permission::code).toList();
    }
}
