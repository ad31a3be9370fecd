package org.sallyport.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.bench.load.ClosedLoop;
import org.sallyport.bench.load.Refused;
import org.sallyport.bench.load.Speech;
import org.sallyport.bench.town.Resident;

/// A protocol that this process asks in itself. Keeps the questions it has made: a million take a while.
final class SocketLoad implements Load {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final int port;
    private final Protocol protocol;
    private final List<Resident> residents;
    private final Map<Integer, Speech> speeches = new HashMap<>();

    /// A protocol with so many questions under way on each connection.
    @FunctionalInterface
    interface Protocol {
        Speech speech(List<Resident> residents, int depth);
    }

    SocketLoad(int port, Protocol protocol, List<Resident> residents) {
        this.port = port;
        this.protocol = protocol;
        this.residents = residents;
    }

    @Override
    public Resident somebody() {
        return residents.getFirst();
    }

    @Override
    public Answer ask(Resident who) {
        try {
            var outcome = new ClosedLoop(protocol.speech(List.of(who), 1), 1).run(port, A_MOMENT);
            return outcome.times().count() > 0 ? Answer.ACCEPTED : Answer.NONE;
        } catch (Refused refused) {
            return Answer.REFUSED;
        } catch (IOException nobody) {
            return Answer.NONE;
        }
    }

    @Override
    public Outcome run(Child server, Shape shape, Duration time) {
        var speech = speeches.computeIfAbsent(shape.depth(), depth -> protocol.speech(residents, depth));
        try {
            double before = server.cpu();
            var outcome = new ClosedLoop(speech, shape.connections()).run(port, time);
            double spent = server.cpu() - before;
            var times = outcome.times();
            return new Outcome(times.count() / outcome.seconds(), spent / times.count(), times.at(0.5), times.at(0.99));
        } catch (IOException broken) {
            throw new IllegalStateException("a connection broke", broken);
        }
    }
}
