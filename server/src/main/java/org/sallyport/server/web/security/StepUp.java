package org.sallyport.server.web.security;

import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.springframework.web.servlet.ModelAndView;

/// Asks a visitor for the second factor anew, and brings them back.
public final class StepUp {
    private StepUp() {}

    /// Sends them there.
    ///
    /// @param next where they come back to: a path that [Next] knows
    public static ModelAndView to(String next) {
        return Page.goTo(path(next));
    }

    /// The same for one of the staff: by a passkey where they hold one, since nothing else may open the administration
    /// to them.
    public static ModelAndView ofStaff(Visitor visitor, String next) {
        return visitor.rights().holdsPasskey() ? Page.goTo(byPasskey(next)) : to(next);
    }

    /// The same by a passkey and nothing else.
    static String byPasskey(String next) {
        return "/second-factor/passkey?next=" + new Next(next).encoded();
    }

    static String path(String next) {
        return "/second-factor?next=" + new Next(next).encoded();
    }
}
