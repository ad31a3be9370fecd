package org.sallyport.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import org.sallyport.bench.town.Resident;

/// HTTP, asked by wrk.
///
/// @param script `ask.lua`
record HttpLoad(Door door, Path script, Credentials credentials) implements Load {
    @Override
    public Resident somebody() {
        return credentials.one();
    }

    @Override
    public Answer ask(Resident who) {
        return switch (door.ask(who.name(), who.lettersInUse())) {
            case 200 -> Answer.ACCEPTED;
            case 401 -> Answer.REFUSED;
            default -> Answer.NONE;
        };
    }

    @Override
    public Outcome run(Child server, Shape shape, Duration time) {
        if (shape.depth() != 1) {
            throw new IllegalArgumentException("wrk asks one question at a time, found " + shape.depth());
        }
        return new Wrk(script, shape.connections(), Math.toIntExact(time.toSeconds()))
                .run(server, door, credentials.file());
    }
}
