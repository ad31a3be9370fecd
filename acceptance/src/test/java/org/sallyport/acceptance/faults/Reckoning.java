package org.sallyport.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What the server must still know after a restart: everything it has acknowledged, and nothing else than it has.
final class Reckoning {
    private static final int AT_ONCE = 8;

    private final Site site;
    private final Journal journal;

    Reckoning(Site site, Journal journal) {
        this.site = site;
        this.journal = journal;
    }

    /// Asks for every app password there ever was.
    void everyAppPasswordIsAsAcknowledged() throws InterruptedException {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        try (var askers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> asked = new ArrayList<>();
            journal.entries().forEach(entry -> asked.add(askers.submit(() -> check(entry, wrong))));
            for (var one : asked) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("the reckoning itself failed", e.getCause());
        }
        assertThat(wrong).as("what the server acknowledged and no longer knows").isEmpty();
    }

    private void check(Journal.Entry entry, List<String> wrong) {
        var answer = site.door().verdict(entry.holder().name(), entry.secret());
        if (answer instanceof Door.Answer.In(String id)) {
            journal.identified(entry, id);
        }
        boolean isIn = answer instanceof Door.Answer.In;
        switch (entry.state()) {
            case OPEN -> {
                if (!isIn) {
                    wrong.add("an app password of " + entry.holder() + " was made and is refused: " + entry.id());
                }
            }
            case REVOKED -> {
                if (isIn) {
                    wrong.add("an app password of " + entry.holder() + " was revoked and is accepted: " + entry.id());
                }
            }
            case REVOKING -> journal.settled(entry, isIn ? Journal.State.OPEN : Journal.State.REVOKED);
        }
    }

    /// Lets the command line walk the chain; it fails the run where a link is broken.
    void theAuditLogIsWhole() {
        assertThat(site.command("audit", "verify")).contains("The audit log is whole");
    }

    /// Every acknowledgement has its one row in the audit log, and nothing is revoked there that is open.
    void everyAcknowledgementIsInTheAuditLog() {
        var json = JsonMapper.shared();
        var rows = site.command("audit", "export")
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(json::readTree)
                .toList();
        Map<String, Long> counted = rows.stream()
                .filter(row -> row.path("details").has("app-password"))
                .collect(Collectors.groupingBy(
                        row -> row.path("kind").asString() + " "
                                + row.path("details").path("app-password").asString(),
                        Collectors.counting()));
        for (var entry : journal.entries()) {
            // One that was made just before a kill and refused ever since would have failed the reckoning already.
            entry.id().ifPresent(id -> {
                assertThat(counted.getOrDefault("app-password-issued " + id, 0L))
                        .as("rows of the making of %s", id)
                        .isOne();
                assertThat(counted.getOrDefault("app-password-revoked " + id, 0L))
                        .as("rows of the end of %s", id)
                        .isEqualTo(entry.state() == Journal.State.REVOKED ? 1 : 0);
            });
        }
    }
}
