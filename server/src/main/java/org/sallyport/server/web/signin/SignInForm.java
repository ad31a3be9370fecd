package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.passkey.RelyingParty;
import org.sallyport.server.web.security.Next;
import org.springframework.stereotype.Component;

/// The sign-in page: name and account password, or a passkey. It is the same for everybody.
@Component
class SignInForm {
    private final RelyingParty passkeys;

    SignInForm(RelyingParty passkeys) {
        this.passkeys = passkeys;
    }

    Page blank(HttpServletRequest request, String next) {
        var page = Page.of("sign-in")
                .with("next", Next.parse(next).map(Next::path).orElse(""))
                .with("name", "")
                .with("left", false);
        passkeys.toSignIn(request).ifPresent(prompt -> page.with("prompt", prompt));
        return page;
    }
}
