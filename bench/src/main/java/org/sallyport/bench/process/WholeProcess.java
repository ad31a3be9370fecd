package org.sallyport.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.sallyport.bench.Spread;

/// The program behind `bench/run.sh verify|start|memory|scale`: `WHAT REPOSITORY FOLDER`. Prints rows of a table.
public final class WholeProcess {
    private static final int ROUNDS = 5;
    private static final int STARTS = 7;
    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 12;
    private static final int APP_PASSWORDS_EACH = 5;

    private final Ground ground;

    private WholeProcess(Ground ground) {
        this.ground = ground;
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[2]).toAbsolutePath());
        var whole = new WholeProcess(new Ground(Path.of(args[1]).toAbsolutePath(), folder));
        switch (args[0]) {
            case "verify" -> whole.verify();
            case "start" -> whole.start();
            case "memory" -> whole.memory();
            case "scale" -> whole.scale();
            default -> throw new IllegalArgumentException("needs verify, start, memory or scale, found " + args[0]);
        }
    }

    /// Sallyport asked in two ways, the two bare responders, and nginx with few and with many users, in turn.
    private void verify() {
        var residents = ground.settle("town", 2_000, APP_PASSWORDS_EACH);
        var everybody = Credentials.write(ground.folder().resolve("everybody.tsv"), residents);
        var few = residents.subList(0, 100);
        var someHundred = Credentials.write(ground.folder().resolve("hundred.tsv"), few);
        try (var sallyport = ground.sallyport("town", Child.SERVER);
                var threads = ground.bare("threads", everybody);
                var selector = ground.bare("selector", everybody);
                var nginxFew = ground.nginx(few);
                var nginxMany = ground.nginx(residents)) {
            Map<Peer, Credentials> peers = new LinkedHashMap<>();
            peers.put(selector, everybody);
            peers.put(threads, everybody);
            peers.put(sallyport, everybody);
            peers.put(sallyport.asked(Door.Way.FORWARD_AUTH, "Sallyport, /forward-auth"), everybody);
            peers.put(nginxFew, someHundred);
            peers.put(nginxMany, everybody);
            peers.forEach(this::warmUp);
            for (int connections : new int[] {16, 64}) {
                compare(connections, peers);
            }
        }
    }

    private void compare(int connections, Map<Peer, Credentials> peers) {
        var wrk = ground.wrk(connections, SECONDS);
        Map<String, List<Wrk.Outcome>> outcomes = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            peers.forEach((peer, credentials) -> outcomes.computeIfAbsent(peer.name(), name -> new ArrayList<>())
                    .add(wrk.run(peer.child(), peer.door(), credentials.file())));
        }
        outcomes.forEach((name, each) -> print(
                "%d connections | %s".formatted(connections, name),
                spread(each, Wrk.Outcome::perSecond).text(0),
                spread(each, Wrk.Outcome::cpuEach).text(1),
                "%,.0f / %,.0f"
                        .formatted(
                                spread(each, Wrk.Outcome::middle).median(),
                                spread(each, Wrk.Outcome::late).median())));
    }

    /// From nothing running to the first right answer, with the data folder of an organisation.
    private void start() {
        var residents = ground.settle("town", 200, APP_PASSWORDS_EACH);
        var everybody = Credentials.write(ground.folder().resolve("everybody.tsv"), residents);
        var seconds = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        // One more: the first one builds, lays out and prepares the cache where that has not happened yet.
        for (int i = 0; i <= STARTS; i++) {
            long begun = System.nanoTime();
            try (var sallyport = ground.sallyport("town", Child.BOTH)) {
                seconds.add(sallyport.firstVerdict(everybody, begun).toMillis() / 1e3);
                cpu.add(sallyport.child().cpu() / 1e6);
            }
        }
        print(
                "start to first verdict",
                Spread.of(seconds.subList(1, seconds.size())).text(2),
                Spread.of(cpu.subList(1, cpu.size())).text(2));
    }

    /// What the process takes, idle and after many questions.
    private void memory() {
        for (int accounts : new int[] {200, 20_000}) {
            var name = "town-" + accounts;
            var residents = ground.settle(name, accounts, APP_PASSWORDS_EACH);
            var everybody = Credentials.write(ground.folder().resolve(name + ".tsv"), residents);
            try (var sallyport = ground.sallyport(name, Child.SERVER)) {
                sallyport.firstVerdict(everybody, System.nanoTime());
                ground.wrk(1, 2).run(sallyport.child(), sallyport.door(), everybody.file());
                double idle = sallyport.child().memory() / 1024.0;
                ground.wrk(64, WARM_UP_SECONDS).run(sallyport.child(), sallyport.door(), everybody.file());
                double busy = sallyport.child().memory() / 1024.0;
                print(
                        "%,d app passwords".formatted(accounts * APP_PASSWORDS_EACH),
                        "%,.0f MiB".formatted(idle),
                        "%,.0f MiB".formatted(busy));
            }
        }
    }

    /// The same question to servers that keep few, many and very many app passwords; everybody asks.
    private void scale() {
        Map<Peer, Credentials> peers = new LinkedHashMap<>();
        try {
            for (int appPasswords : new int[] {1_000, 100_000, 1_000_000}) {
                var name = "town-" + appPasswords;
                var residents = ground.settle(name, appPasswords / APP_PASSWORDS_EACH, APP_PASSWORDS_EACH);
                var everybody = Credentials.write(ground.folder().resolve(name + ".tsv"), residents);
                var started = ground.sallyport(name, Child.SERVER);
                var peer = new Peer("%,d app passwords".formatted(appPasswords), started.child(), started.door());
                peers.put(peer, everybody);
                warmUp(peer, everybody);
                // Until everybody has asked once: what is measured is the answer, not the first look into the store.
                ground.wrk(64, Math.max(10, residents.size() / 2_500)).run(peer.child(), peer.door(), everybody.file());
            }
            compare(64, peers);
        } finally {
            peers.keySet().forEach(Peer::close);
        }
    }

    private void warmUp(Peer peer, Credentials credentials) {
        peer.firstVerdict(credentials, System.nanoTime());
        ground.wrk(64, WARM_UP_SECONDS).run(peer.child(), peer.door(), credentials.file());
    }

    private static Spread spread(List<Wrk.Outcome> outcomes, Function<Wrk.Outcome, Double> figure) {
        return Spread.of(outcomes.stream().map(figure).toList());
    }

    private static void print(String... cells) {
        System.out.println(String.format(Locale.ROOT, "| %s |", String.join(" | ", cells)));
    }
}
