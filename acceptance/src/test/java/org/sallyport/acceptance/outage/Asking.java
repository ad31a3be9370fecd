package org.sallyport.acceptance.outage;

import java.util.regex.Pattern;

/// One program that asks Sallyport, and how it says what it heard.
///
/// @param name for people who read that it failed
/// @param program asks with a user name and a password, and gives back what an app would see
/// @param in how it says that somebody is let in
/// @param later how it says that nobody can tell now
/// @param out how it says that the password is wrong
record Asking(String name, Program program, Pattern in, Pattern later, Pattern out) {
    /// What an app understands.
    enum Heard {
        IN,
        LATER,
        OUT,
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
        return new Asking(name, program, Pattern.compile(in), Pattern.compile(later), Pattern.compile(out));
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
        return isOut && !isIn && !isLater ? Heard.OUT : Heard.UNCLEAR;
    }
}
