package org.sallyport.acceptance.outage;

import java.util.regex.Pattern;

/// One program that asks Sallyport, and how it says what it heard.
///
/// @param name for people who read that it failed
/// @param program asks with a user name and a password, and gives back what an app would see
/// @param in how it says that somebody is let in
/// @param later how it says that nobody can tell now
/// @param out how it says that the password is wrong
/// @param no what it means by that
record Asking(String name, Program program, Pattern in, Pattern later, Pattern out, Heard no) {
    /// What an app understands.
    enum Heard {
        IN,
        LATER,
        OUT,
        /// One of the two, from a program that has one word for both.
        LATER_OR_OUT,
        /// The same, where it has two words but for a bind that is put off.
        OUT_OR_BIND_PUT_OFF,
        /// Something else, or several things at once.
        UNCLEAR
    }

    /// Runs the program once.
    @FunctionalInterface
    interface Program {
        String ask(String user, String password);
    }

    /// An answer.
    ///
    /// @param said the whole of it
    record Answer(String name, Heard heard, String said) {}

    static Asking of(String name, Program program, String in, String later, String out) {
        return of(name, program, in, later, out, Heard.OUT);
    }

    private static Asking of(String name, Program program, String in, String later, String out, Heard no) {
        return new Asking(name, program, Pattern.compile(in), Pattern.compile(later), Pattern.compile(out), no);
    }

    /// A program that cannot tell that nobody can tell from a wrong password.
    ///
    /// @param no what it says of both
    static Asking withOneWord(String name, Program program, String in, String no) {
        return of(name, program, in, "(?!)", no, Heard.LATER_OR_OUT);
    }

    /// A program that searches before it binds, and can tell the two apart in what it hears to the search alone.
    static Asking withOneWordForBinds(String name, Program program, String in, String later, String out) {
        return of(name, program, in, later, out, Heard.OUT_OR_BIND_PUT_OFF);
    }

    Answer ask(String user, String password) {
        var said = program.ask(user, password);
        return new Answer(name, heard(said), said);
    }

    private Heard heard(String said) {
        boolean isIn = in.matcher(said).find();
        boolean isLater = later.matcher(said).find();
        boolean isOut = out.matcher(said).find();
        if (isIn && !isLater && !isOut) {
            return Heard.IN;
        }
        if (isLater && !isIn && !isOut) {
            return Heard.LATER;
        }
        return isOut && !isIn && !isLater ? no : Heard.UNCLEAR;
    }
}
