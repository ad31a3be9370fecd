package org.sallyport.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.bench.Spread;
import org.sallyport.bench.town.Organisation;
import org.sallyport.bench.town.Resident;
import org.sallyport.bench.town.Suburb;

/// The program behind `bench/run.sh verify|dovecot|ldap|timing|start|memory|scale|pages`:
/// `WHAT REPOSITORY FOLDER`. Prints
/// rows of a table.
public final class WholeProcess {
    private static final Turns TURNS = new Turns(5, Duration.ofSeconds(4));
    private static final Shape FEW = Shape.of(16);
    private static final Shape MANY = Shape.of(64);
    private static final Shape PIPELINED = new Shape(16, 16);
    private static final int STARTS = 7;
    private static final int ACCOUNTS = 2_000;
    private static final int APP_PASSWORDS_EACH = 5;
    private static final int[] ASKING = {1_000, 100_000};
    private static final int[] PEOPLE = {1_000, 100_000};
    private static final int NAMES_OF_EACH = 150;
    // Each gets few codes, and whoever has asked for one is not asked about again.
    private static final int NAMES_FOR_CODES = NAMES_OF_EACH / 2;

    private final Ground ground;
    private final Servers servers;

    private WholeProcess(Ground ground) {
        this.ground = ground;
        this.servers = new Servers(ground);
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[2]).toAbsolutePath());
        var whole = new WholeProcess(new Ground(Path.of(args[1]).toAbsolutePath(), folder));
        switch (args[0]) {
            case "verify" -> whole.verify();
            case "dovecot" -> whole.dovecot();
            case "ldap" -> whole.ldap();
            case "timing" -> whole.timing();
            case "start" -> whole.start();
            case "memory" -> whole.memory();
            case "scale" -> whole.scale();
            case "pages" -> whole.pages();
            default ->
                throw new IllegalArgumentException(
                        "needs verify, dovecot, ldap, timing, start, memory, scale or pages, found " + args[0]);
        }
    }

    /// Sallyport asked in two ways, the two bare responders, and nginx with few and with many users, in turn.
    private void verify() {
        var residents = ground.settle("town", ACCOUNTS, APP_PASSWORDS_EACH);
        var everybody = credentials("everybody", residents);
        var few = residents.subList(0, 100);
        var sallyport = Sallyport.start(ground, "town", Child.SERVER);
        try (var selector = servers.bareVerify("selector", everybody);
                var threads = servers.bareVerify("threads", everybody);
                var byVerify = sallyport.byVerify(everybody);
                var nginxFew = servers.nginx(few, credentials("hundred", few));
                var nginxMany = servers.nginx(residents, everybody)) {
            var peers = List.of(selector, threads, byVerify, sallyport.byForwardAuth(everybody), nginxFew, nginxMany);
            compare(peers, FEW, MANY);
        }
    }

    /// The Dovecot protocol: a bare responder, Sallyport, and Dovecot's own auth service, in turn.
    private void dovecot() {
        var residents = ground.settle("town", ACCOUNTS, APP_PASSWORDS_EACH);
        var everybody = credentials("everybody", residents);
        var sallyport = Sallyport.start(ground, "town", Child.SERVER);
        try (var bare = servers.bareDovecot(everybody, residents);
                var byDovecot = sallyport.byDovecot(residents);
                var dovecot = servers.dovecot(residents)) {
            compare(List.of(bare, byDovecot, dovecot), FEW, MANY, PIPELINED);
        }
    }

    /// Binds over LDAP: a bare responder, Sallyport, and slapd, in turn.
    private void ldap() {
        var residents = ground.settle("town", ACCOUNTS, APP_PASSWORDS_EACH);
        var everybody = credentials("everybody", residents);
        var sallyport = Sallyport.start(ground, "town", Child.SERVER);
        try (var bare = servers.bareLdap(everybody, residents);
                var byLdap = sallyport.byLdap(residents);
                var slapd = servers.slapd(residents)) {
            compare(List.of(bare, byLdap, slapd), FEW, MANY);
        }
    }

    /// In each of these shapes. Few ask like many, only fewer: whoever is warm for many is for them.
    private static void compare(List<Peer> peers, Shape... shapes) {
        for (var shape : shapes) {
            if (!shape.equals(FEW)) {
                peers.forEach(peer -> peer.warmUp(shape));
            }
        }
        for (var shape : shapes) {
            TURNS.compare(shape, peers);
        }
    }

    /// How long a wrong password takes in every way, by whose name it is.
    private void timing() throws IOException {
        var streets = ground.found("town", (store, keyset) -> new Suburb(store, keyset).settle(NAMES_OF_EACH));
        var somebodys = credentials("somebodys", streets.getFirst().names());
        var sallyport = Sallyport.start(ground, "town", Child.SERVER);
        try (var byVerify = sallyport.byVerify(somebodys)) {
            byVerify.firstVerdict(System.nanoTime());
            var timing = new Timing(streets);
            for (var way : sallyport.guessing().entrySet()) {
                try (var guessing = way.getValue()) {
                    timing.compare(way.getKey(), guessing);
                }
            }
            int begun = 0;
            for (var step : sallyport.replacing().entrySet()) {
                int first = begun;
                var names = streets.stream()
                        .map(street -> street.from(first, first + NAMES_FOR_CODES))
                        .toList();
                try (var guessing = step.getValue()) {
                    timing.compareCodes(step.getKey(), guessing, names);
                }
                begun += NAMES_FOR_CODES;
            }
        }
    }

    /// From nothing running to the first right answer, with the data folder of an organisation.
    private void start() {
        var residents = ground.settle("town", 200, APP_PASSWORDS_EACH);
        var everybody = credentials("everybody", residents);
        var seconds = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        // One more: the first one builds, lays out and prepares the cache where that has not happened yet.
        for (int i = 0; i <= STARTS; i++) {
            long begun = System.nanoTime();
            try (var sallyport = Sallyport.start(ground, "town", Child.BOTH).byVerify(everybody)) {
                seconds.add(sallyport.firstVerdict(begun).toMillis() / 1e3);
                cpu.add(sallyport.child().cpu() / 1e6);
            }
        }
        Turns.row(
                "start to first verdict",
                Spread.of(seconds.subList(1, seconds.size())).text(2),
                Spread.of(cpu.subList(1, cpu.size())).text(2));
    }

    /// What the process takes, idle and after many questions.
    private void memory() {
        for (int accounts : new int[] {200, 20_000}) {
            var name = "town-" + accounts;
            var everybody = credentials(name, ground.settle(name, accounts, APP_PASSWORDS_EACH));
            try (var sallyport = Sallyport.start(ground, name, Child.SERVER).byVerify(everybody)) {
                sallyport.firstVerdict(System.nanoTime());
                sallyport.load().run(sallyport.child(), Shape.of(1), Duration.ofSeconds(2));
                double idle = sallyport.child().memory() / 1024.0;
                sallyport.warmUp(MANY);
                double busy = sallyport.child().memory() / 1024.0;
                Turns.row(
                        "%,d app passwords".formatted(accounts * APP_PASSWORDS_EACH),
                        "%,.0f MiB".formatted(idle),
                        "%,.0f MiB".formatted(busy));
            }
        }
    }

    /// The same questions to servers that keep few, many and very many accounts, over every protocol, once from few who
    /// ask and once from many. As many ask of a million as of a hundred thousand: what is measured is how many there
    /// are, and not how many snapshots find room.
    private void scale() {
        var peers = new ArrayList<Peer>();
        try {
            for (int accounts : new int[] {1_000, 100_000, 1_000_000}) {
                var name = "town-" + accounts;
                var residents = ground.settle(name, accounts, 1);
                var sallyport = Sallyport.start(ground, name, Child.SERVER);
                for (int asking : ASKING) {
                    if (asking <= accounts) {
                        peers.addAll(warmed(sallyport, accounts, residents.subList(0, asking)));
                    }
                }
            }
            TURNS.compare(MANY, peers);
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /// A server asked in three ways by some of those it keeps, each of whom has asked once in every way: what is
    /// measured is the answer, and neither the first look into the store nor the entry in the audit log, which comes
    /// once an hour.
    private List<Peer> warmed(Sallyport sallyport, int accounts, List<Resident> asking) {
        var title = "%,d accounts, %,d ask, ".formatted(accounts, asking.size());
        var credentials = credentials("town-" + accounts + "-" + asking.size(), asking);
        var ways = List.of(
                sallyport.byVerify(credentials).named(title + "/verify"),
                sallyport.byDovecot(asking).named(title + "Dovecot protocol"),
                sallyport.byLdap(asking).named(title + "LDAP"));
        ways.forEach(peer -> peer.warmUp(MANY));
        ways.forEach(way -> way.load().run(way.child(), MANY, Duration.ofSeconds(1 + asking.size() / 2_500)));
        return ways;
    }

    /// The administration pages with few and with many people.
    private void pages() throws IOException {
        var consoles = new ArrayList<Console>();
        var servers = new ArrayList<Sallyport>();
        var clock = InstantSource.system();
        try {
            for (int accounts : PEOPLE) {
                var name = "organisation-" + accounts;
                var owner = ground.found(
                        name, (store, keyset) -> new Organisation(store, keyset, clock.instant()).settle(accounts));
                var sallyport = Sallyport.start(ground, name, Child.SERVER);
                servers.add(sallyport);
                consoles.add(Console.open(sallyport.pages(), owner, clock));
            }
            new ConsolePages(consoles).compare();
        } finally {
            consoles.forEach(Console::close);
            servers.forEach(server -> server.child().close());
        }
    }

    private Credentials credentials(String name, List<Resident> residents) {
        return Credentials.write(ground.folder().resolve(name + ".tsv"), residents);
    }
}
