package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.staff.Granting;

class ProposalCommandsTest {
    @TempDir
    Path folder;

    private Shell shell;
    private String config = "";

    @BeforeEach
    void install() {
        shell = new Shell(folder);
        config = shell.configuration();
    }

    @Test
    void anOperatorApprovesWhereThereIsNobodyElse() throws IOException {
        shell.add(config, "maria", "--admin");
        shell.add(config, "nikos");
        var file = Path.of(config);
        Files.writeString(file, Files.readString(file) + "policy: {second-admin: [roles]}\n");
        proposeAuditor();

        var listed = shell.run("proposal", "list", "--config", config).out();
        assertThat(listed)
                .contains("roles of nikos role=auditor role-before=person  by maria until ", ": Audit of the year");
        var id = listed.substring(0, 36);
        assertThat(shell.run("proposal", "approve", id, "--config", config).out())
                .isEqualTo("It is approved and done.\n");
        assertThat(shell.accounts(config).getLast().get("role")).isEqualTo("auditor");
        assertThat(shell.run("proposal", "list", "--config", config).out()).isEmpty();
    }

    @Test
    void whatNobodyProposedIsRefused() {
        shell.add(config, "maria", "--admin");

        var answer = shell.run("proposal", "approve", UUID.randomUUID().toString(), "--config", config);

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("there is no such proposal");
        assertThat(shell.run("proposal", "approve", "7", "--config", config).exitCode())
                .isEqualTo(2);
    }

    private void proposeAuditor() {
        var settings = Where.read(Path.of(config), shell.terminal());
        try (var installation = Installation.open(settings, InstantSource.system(), Installation.Absent.REFUSE)) {
            var wired = ServicesWiring.wire(
                    installation,
                    SourcesWiring.open(installation),
                    OpenConnections.NOWHERE,
                    Optional.empty(),
                    Runnable::run);
            var maria = named(wired, "maria");
            var nikos = named(wired, "nikos");
            assertThat(wired.roles()
                            .grant(maria.id(), nikos.id(), Account.Role.AUDITOR, new Reason("Audit of the year")))
                    .isEqualTo(Granting.PROPOSED);
        }
    }

    private static Account named(Wired wired, String name) {
        return wired.store()
                .transact(books -> Accounts.in(books).named(Username.parse(name).orElseThrow()))
                .orElseThrow();
    }
}
