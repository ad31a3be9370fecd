package org.sallyport.bench.process;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.sallyport.bench.load.Guessing;
import org.sallyport.bench.town.Resident;

/// A form of the pages in which somebody guesses at names.
final class PageGuessing implements Guessing {
    private static final String SIGN_IN = "/sign-in";
    private static final String FORGOTTEN = "/forgot-password";
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    // RFC 9110 section 15.5.21: what was typed is wrong. Whoever has to wait gets 429.
    private static final int WRONG = 422;
    private static final int SHOWN = 200;

    private final PageForm form;
    private final Step step;

    private PageGuessing(PageForm form, Step step) {
        this.form = form;
        this.step = step;
    }

    /// What of a form is timed.
    @FunctionalInterface
    private interface Step {
        long timed(PageForm form, Resident who) throws IOException;
    }

    /// Signing in with a wrong password. Waits until there are pages.
    static PageGuessing signIn(int port) throws IOException {
        return new PageGuessing(PageForm.open(port, SIGN_IN), PageGuessing::signIn);
    }

    /// Asking for a code in place of a forgotten password.
    static PageGuessing askForCode(int port) throws IOException {
        return new PageGuessing(PageForm.open(port, FORGOTTEN), PageGuessing::askForCode);
    }

    /// Typing wrong codes into the page that has just asked for one.
    static PageGuessing typeCodes(int port) throws IOException {
        return new PageGuessing(PageForm.open(port, FORGOTTEN), PageGuessing::typeCodes);
    }

    @Override
    public long guess(Resident who) throws IOException {
        return step.timed(form, who);
    }

    private static long signIn(PageForm form, Resident who) throws IOException {
        return timed(form, SIGN_IN, who, Map.of("name", who.name(), "password", who.lettersInUse()), WRONG);
    }

    private static long askForCode(PageForm form, Resident who) throws IOException {
        return timed(form, FORGOTTEN + "/code", who, Map.of("name", who.name()), SHOWN);
    }

    private static long typeCodes(PageForm form, Resident who) throws IOException {
        var page = form.send(FORGOTTEN + "/code", who, Map.of("name", who.name()));
        var ticket = TICKET.matcher(page.body());
        if (!ticket.find()) {
            throw new IllegalStateException("the page has no ticket: " + page.statusCode());
        }
        // Letters are no code, so it is wrong whatever was mailed.
        var fields = Map.of(
                "name", who.name(),
                "ticket", ticket.group(1),
                "mailed", who.lettersInUse(),
                "code", who.lettersInUse(),
                "password", who.lettersInUse(),
                "again", who.lettersInUse());
        return timed(form, FORGOTTEN, who, fields, WRONG);
    }

    private static long timed(PageForm form, String action, Resident who, Map<String, String> fields, int expected)
            throws IOException {
        long asked = System.nanoTime();
        var answer = form.send(action, who, fields);
        long taken = System.nanoTime() - asked;
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("not what is said to strangers: " + answer.statusCode());
        }
        return taken;
    }

    @Override
    public void close() {
        form.close();
    }
}
