package org.sallyport.server.web.frame;

import java.util.Optional;
import org.sallyport.core.method.Sending;
import org.springframework.web.servlet.ModelAndView;

/// What the pages say when a code that somebody asked for did not go out.
public final class SentCode {
    private SentCode() {}

    /// The page with what to say; empty where the code is on its way.
    ///
    /// @param notServed what it means that the organisation sends no codes there
    public static Optional<ModelAndView> failed(Sending sending, Page page, Said notServed) {
        return switch (sending) {
            case Sending.Sent() -> Optional.empty();
            case Sending.TooMany(var nextTry) ->
                Optional.of(page.tooOften(Said.of("sending.too-many", nextTry)).show());
            case Sending.Stopped() ->
                Optional.of(page.tooOften(Said.of("sending.stopped")).show());
            case Sending.Refused() ->
                Optional.of(page.wrong(Said.of("sending.refused")).show());
            case Sending.NotNow() ->
                Optional.of(page.wrong(Said.of("sending.not-now")).show());
            case Sending.SwitchedOff() ->
                Optional.of(page.wrong(Said.of("code.switched-off")).show());
            case Sending.NotServed() -> Optional.of(page.wrong(notServed).show());
            case Sending.AlreadyRegistered() ->
                Optional.of(page.wrong(Said.of("sending.already-registered")).show());
            case Sending.NoRoom() ->
                Optional.of(page.wrong(Said.of("sending.no-room")).show());
        };
    }
}
