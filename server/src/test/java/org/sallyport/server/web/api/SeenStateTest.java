package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.server.web.RunningWeb;

/// Two programs saw the same state and change it at once: wherever the one comes in between, one of them is told.
class SeenStateTest {
    private final Interrupted store = new Interrupted();
    private final RunningWeb web = RunningWeb.over(store);
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Caller first = Caller.of(web, owner);
    private final Caller second = Caller.of(web, owner);

    @AfterEach
    void stop() {
        web.close();
    }

    /// What both want.
    enum Act {
        DISABLE("POST", "/disable", "{\"why\": \"As agreed\"}"),
        ENABLE("POST", "/enable", "{\"why\": \"As agreed\"}"),
        ROLE("PUT", "/role", "{\"role\": \"help-desk\", \"why\": \"As agreed\"}"),
        REQUIREMENT("PUT", "/requirement", "{\"required\": \"require\", \"why\": \"As agreed\"}"),
        DELETE("POST", "/delete", "{\"days\": 7, \"why\": \"As agreed\"}"),
        EDIT("PATCH", "", "{\"display_name\": \"Another\", \"why\": \"As agreed\"}"),
        CONTACT("PUT", "/contact", "{\"contact\": \"other@pine.example\", \"why\": \"As agreed\"}");

        private final String method;
        private final String path;
        private final String body;

        Act(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        int by(Caller caller, String person) {
            return caller.ask(method, person + path, "application/json", body).status();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoWhoSawTheSameExactlyOneWins(Act act) {
        var ways = new ArrayList<List<Integer>>();
        boolean isInBetween = true;
        for (int moment = 0; isInBetween; moment++) {
            var person = person(act, "person" + moment);
            var seen = first.without("If-Match").get(person).header("ETag");
            first.with("If-Match", seen);
            second.with("If-Match", seen);
            var answered = new AtomicInteger();
            store.interrupt(moment, () -> answered.set(act.by(second, person)));

            int status = act.by(first, person);

            isInBetween = answered.get() != 0;
            ways.add(isInBetween ? List.of(status, answered.get()) : List.of(status, act.by(second, person)));
        }
        assertThat(ways)
                .hasSizeGreaterThan(3)
                .allSatisfy(statuses -> assertThat(statuses).containsExactlyInAnyOrder(200, 412));
    }

    private String person(Act act, String name) {
        var person = web.organisation.add(name, Role.PERSON, Optional.of("eleni@pine.example"));
        if (act == Act.ENABLE) {
            web.organisation.accounts.disable(person.id(), new Actor.Operator());
        }
        return "/api/v1/people/" + person.id();
    }

    /// A store in whose work somebody comes in between, before a transaction begins.
    private static final class Interrupted implements Store {
        private final Store inner = new MemoryStore(Fixtures.keyset());
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicReference<Optional<Runnable>> other = new AtomicReference<>(Optional.empty());

        /// @param moment before so manyth transaction from now on
        void interrupt(int moment, Runnable what) {
            left.set(moment);
            other.set(Optional.of(what));
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            comeIn();
            return inner.transact(work);
        }

        @Override
        public <R> R look(Function<Books, R> work) {
            comeIn();
            return inner.look(work);
        }

        private void comeIn() {
            if (other.get().isPresent() && left.getAndDecrement() <= 0) {
                other.getAndSet(Optional.empty()).ifPresent(Runnable::run);
            }
        }
    }
}
