package org.sallyport.server.web.signin;

import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Next;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Where everybody is sent who has to prove the second factor: leads to the way that the visitor prefers.
@Controller
class SecondFactorPages {
    private final FactorPages pages;

    SecondFactorPages(FactorPages pages) {
        this.pages = pages;
    }

    @GetMapping("/second-factor")
    ModelAndView choose(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String next) {
        var first = pages.openTo(visitor).stream().findFirst().orElse(AuthenticatorAppPages.CODE);
        var query = Next.parse(next).map(wanted -> "?next=" + wanted.encoded()).orElse("");
        return Page.goTo("/second-factor/" + first + query);
    }
}
