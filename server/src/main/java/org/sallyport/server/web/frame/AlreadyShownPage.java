package org.sallyport.server.web.frame;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// Where the script of a page that shows an app password points the browser's history: whoever reloads it or comes back
/// is told that it was already shown. Without the script the browser asks whether to send the form again, and then
/// hears the same.
@Controller
class AlreadyShownPage {
    @GetMapping("/already-shown")
    ModelAndView alreadyShown() {
        return ShownOnce.already();
    }
}
