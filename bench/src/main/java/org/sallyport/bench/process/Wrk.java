package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A closed loop of wrk over kept-alive connections: each asks again as soon as it is answered.
///
/// @param script `ask.lua`
record Wrk(Path script, int connections, int seconds) {
    /// @throws IllegalStateException when a single answer was wrong or missing
    Outcome run(Child server, Door door, Path credentials) {
        var command = new ArrayList<>(List.of("taskset", "-c", Child.CLIENT, "wrk", "-t1"));
        command.addAll(List.of("-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "-s", script.toString()));
        command.addAll(List.of(door.address().toString(), "--"));
        command.addAll(door.told(credentials.toString()));
        double before = server.cpu();
        var result = output(command)
                .lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk gave no result"))
                .split(" ", -1);
        double spent = server.cpu() - before;
        double answers = Double.parseDouble(result[1]);
        if (!result[3].equals("0") || !result[4].equals("0")) {
            throw new IllegalStateException(result[3] + " wrong answers, " + result[4] + " broken connections");
        }
        return new Outcome(
                answers / (Double.parseDouble(result[2]) / 1e6),
                spent / answers,
                Double.parseDouble(result[5]),
                Double.parseDouble(result[6]));
    }

    private static String output(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("wrk failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
