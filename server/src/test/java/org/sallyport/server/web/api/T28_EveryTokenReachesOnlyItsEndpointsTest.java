package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.staff.Duties;
import org.sallyport.server.web.RunningWeb;
import org.sallyport.server.web.security.Needs;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint of the API for a token of every role, and for a token that lacks just what it needs.
class T28_EveryTokenReachesOnlyItsEndpointsTest {
    private static final Map<Role, Account> STAFF = new EnumMap<>(Role.class);
    private static final List<Asked> ENDPOINTS = new ArrayList<>();

    private static RunningWeb web;

    /// @param needs empty where it is open
    private record Asked(String method, String path, Optional<Permission> needs, Optional<Open.To> open) {
        int by(Caller caller, String id) {
            boolean writes = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
            var type = path.endsWith("/imports") ? "text/csv" : "application/json";
            return caller.ask(method, path.replaceAll("[{][a-zA-Z]+}", id), writes ? type : "", writes ? "{}" : "")
                    .status();
        }
    }

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        for (var role : Role.values()) {
            STAFF.put(role, web.organisation.add(role.code(), role, Optional.empty()));
        }
        web.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapping.getPatternValues().stream()
                                .filter(path -> path.startsWith("/api/"))
                                .forEach(path -> ENDPOINTS.add(asked(verb.name(), path, method)))));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void anotherMinute() {
        web.organisation.clock.set(web.organisation.clock.instant().plusSeconds(60));
    }

    private static Asked asked(String verb, String path, HandlerMethod method) {
        return new Asked(
                verb,
                path,
                Optional.ofNullable(method.getMethodAnnotation(Needs.class)).map(Needs::value),
                Optional.ofNullable(method.getMethodAnnotation(Open.class)).map(Open::value));
    }

    @Test
    void everyEndpointSaysWhatItNeeds() {
        assertThat(ENDPOINTS).hasSizeGreaterThan(50);
        assertThat(ENDPOINTS)
                .allMatch(one -> one.needs().isPresent() != one.open().isPresent());
    }

    @Test
    void withoutATokenOnlyTheDescriptionIsThere() {
        var open = ENDPOINTS.stream()
                .filter(one -> {
                    // Nobody shows no good token more than so often a minute.
                    anotherMinute();
                    return one.by(new Caller(web), UUID.randomUUID().toString()) != 401;
                })
                .map(Asked::path)
                .toList();

        assertThat(open).containsExactly(Description.PATH);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PERSON", "DEVICE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyEndpointIsOpenToWhoeverMayAndToNobodyElse(Role role) {
        var caller = Caller.of(web, account(role));
        var wrong = new ArrayList<String>();
        for (var endpoint : ENDPOINTS) {
            long before = web.auditEntries();
            int status = endpoint.by(caller, UUID.randomUUID().toString());
            boolean may = endpoint.needs().map(Duties.of(role)::contains).orElse(true);
            if ((status == 403) == may || status >= 500 || !may && isMoreAuditedThan(before)) {
                wrong.add(role + " " + endpoint + " answered " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aTokenOfAnOwnerForEverythingElseDoesNotDo() {
        var wrong = new ArrayList<String>();
        for (var needed : ENDPOINTS.stream()
                .flatMap(one -> one.needs().stream())
                .distinct()
                .toList()) {
            var others = EnumSet.copyOf(org.sallyport.core.api.Allowance.scopesOf(Duties.of(Role.OWNER)));
            others.remove(needed);
            // Somebody has so many tokens, and a source so many requests a minute.
            anotherMinute();
            var maker = web.organisation.add("owner-but-" + needed.code(), Role.OWNER, Optional.empty());
            var caller = Caller.of(web, maker, others);
            for (var endpoint : ENDPOINTS) {
                int status = endpoint.by(caller, UUID.randomUUID().toString());
                if ((status == 403) != endpoint.needs().filter(needed::equals).isPresent()) {
                    wrong.add(endpoint + " answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUDITOR", "ADMIN", "OWNER"})
    void aHelpDesksTokenActsOnNobodyOfTheStaff(Role above) {
        var caller = Caller.of(web, account(Role.HELP_DESK)).with("If-Match", "*");
        var wrong = new ArrayList<String>();
        long before = web.auditEntries();
        for (var endpoint : ENDPOINTS) {
            if (!endpoint.method().equals("GET") && endpoint.path().contains("/people/{id}")) {
                int status = endpoint.by(caller, account(above).id().toString());
                if (status != 403 || isMoreAuditedThan(before)) {
                    wrong.add(endpoint + " answered " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    // A check of the whole log that was begun before may end at any time.
    private static boolean isMoreAuditedThan(long before) {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(before, 100)).stream()
                .anyMatch(entry -> entry.event().kind() != AuditKind.AUDIT_VERIFIED);
    }

    private static Account account(Role role) {
        return Objects.requireNonNull(STAFF.get(role));
    }
}
