package org.sallyport.server.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The page that shows an app password, once: it is the answer to the POST that made it, so no address leads to it. A
/// reload sends the form again, which counts once, and is told that it was already shown.
@Component
public final class ShownOnce {
    private final Visits visits;
    private final SignInHistory history;

    ShownOnce(Visits visits, SignInHistory history) {
        this.visits = visits;
        this.history = history;
    }

    /// Gets ready, before anything is issued: what was issued has to be shown, and nothing on the way may fail. So all
    /// that has to be kept or asked for the page is kept and asked here.
    ///
    /// @return from where the page will wait for the app
    public long prepare(HttpServletRequest request) {
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        return history.now();
    }

    /// The page for what was just issued; closes the secret.
    ///
    /// @param since what [#prepare] said before
    public Page show(Issuing.Issued issued, long since, Visitor visitor) {
        try (Secret secret = issued.secret()) {
            return Page.of("app-password")
                    .with("groups", List.of(AppPasswords.grouped(secret).split(" ")))
                    .with("made", issued.made())
                    .with("since", since)
                    .with("unusedUntil", issued.made().lifetime().unusedUntil())
                    .with("opensFrom", issued.made().lifetime().opensFrom())
                    .with("secondsLeft", secondsLeft(issued.made()))
                    .with("username", visitor.account().username().canonical())
                    .with("wizard", false);
        }
    }

    /// From now on, which is the moment of issue: so the page needs no clock that is right.
    private static long secondsLeft(AppPassword made) {
        return made.lifetime()
                .unusedUntil()
                .map(until -> Duration.between(made.lifetime().issued(), until).toSeconds())
                .orElse(0L);
    }

    /// "Already shown".
    public static ModelAndView already() {
        return Page.of("already-shown").gone().show();
    }
}
