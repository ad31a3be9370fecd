package org.sallyport.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process that takes part, on cores of its own; stopped when this is closed, with everything it started.
final class Child implements AutoCloseable {
    /// Where a server runs that is measured by what it costs.
    static final String SERVER = "0";

    /// Where whoever asks runs.
    static final String CLIENT = "1";

    /// Where a server runs that is measured by how soon it is there.
    static final String BOTH = "0,1";

    // Linux: the unit of utime and stime in /proc/PID/stat, proc_pid_stat(5).
    private static final double MICROSECONDS_A_TICK = 10_000;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    static Child start(String cores, Path log, List<String> command) {
        var pinned = new ArrayList<>(List.of("taskset", "-c", cores));
        pinned.addAll(command);
        try {
            return new Child(new ProcessBuilder(pinned)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(new File("/dev/null"))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// CPU microseconds that the process and everything it started have spent.
    double cpu() {
        return family().mapToDouble(Child::cpuOf).sum();
    }

    /// Proportional set size in KiB: what the machine would gain if it ended.
    long memory() {
        return family().mapToLong(Child::memoryOf).sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                family().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static double cpuOf(ProcessHandle process) {
        var stat = read(process, "stat");
        // Fields 14 and 15; counted from behind the name, which may hold blanks.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROSECONDS_A_TICK;
    }

    private static long memoryOf(ProcessHandle process) {
        return read(process, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
