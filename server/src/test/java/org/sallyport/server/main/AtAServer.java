package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.Making;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.api.WantedToken;
import org.sallyport.server.web.RunningWeb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody with a token at a terminal, and a server elsewhere. One server for all tests of a class.
abstract class AtAServer {
    static RunningWeb web;
    static Account owner;
    static int count;

    @TempDir
    Path folder;

    Shell shell;
    Account nikos;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        owner = web.organisation.add("maria", Role.OWNER, Optional.empty());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void sitDown() {
        nikos = web.organisation.add("nikos" + count++, Role.PERSON, Optional.of("nikos@pine.example"));
        shell = new Shell(folder)
                .set("SALLYPORT_SERVER", "http://localhost:" + web.port())
                .set("SALLYPORT_TOKEN", token(ApiToken.Kind.PERSONAL, scopes(ApiToken.Kind.PERSONAL)));
    }

    static Set<Permission> scopes(ApiToken.Kind kind) {
        return TokenDesk.scopes(Role.OWNER, kind);
    }

    static Making.Made make(ApiToken.Kind kind, Set<Permission> scopes) {
        var wanted = new WantedToken(kind, new Allowance("a test", scopes, Set.of()), Duration.ofDays(30));
        return (Making.Made)
                web.bean(TokenDesk.class).make(owner.id(), web.organisation.clock.instant(), wanted, _ -> true);
    }

    static String token(ApiToken.Kind kind, Set<Permission> scopes) {
        return make(kind, scopes).secret().reveal();
    }

    String name() {
        return nikos.username().toString();
    }

    JsonNode json(String... args) {
        var screen = shell.run(args);
        assertThat(screen.exitCode()).as("%s", screen.err()).isZero();
        return JsonMapper.shared().readTree(screen.out());
    }
}
