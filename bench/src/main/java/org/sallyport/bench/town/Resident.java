package org.sallyport.bench.town;

import java.util.List;

/// Somebody of the town.
///
/// @param number from 0
/// @param letters every app password in clear
public record Resident(int number, String name, List<String> letters) {
    public Resident {
        letters = List.copyOf(letters);
    }

    /// The one that this person's app uses; over the whole town every place in the list comes up.
    public String lettersInUse() {
        return letters.get(number % letters.size());
    }

    /// The same person with a wrong letter in every app password.
    public Resident mistyping() {
        return new Resident(
                number, name, letters.stream().map(Resident::mistyped).toList());
    }

    private static String mistyped(String letters) {
        return (letters.startsWith("x") ? "y" : "x") + letters.substring(1);
    }

    /// Whoever guesses that this is the password, at an address that goes with the number.
    public Resident guessed(int from, String password) {
        return new Resident(from, name, List.of(password));
    }

    /// An address of its own for every resident, up to 16 million of them.
    public String address() {
        return "10." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }
}
