package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.server.web.RunningWeb;

/// Devices through the API: made, changed, handed over, stopped.
class DeviceApiTest {
    private static final String DEVICES = "/api/v1/devices";
    private static final String BECAUSE = "{\"why\": \"As agreed\"}";
    private static final String LIMITS = """
            {"senders": ["scan@olive.example"], "recipients": [], "messages_per_hour": 10, "recipients_per_hour": 20,
             "protocols": ["smtp"], "networks": ["192.0.2.0/24"]}""";
    private static final String SCANNER =
            "{\"user_name\": \"scanner\", \"name\": \"Scanner\", \"owner\": \"eleni\", \"limits\": " + LIMITS + "}";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Caller caller = Caller.of(web, owner);

    @AfterEach
    void stop() {
        web.close();
    }

    private String made() {
        return caller.post(DEVICES, SCANNER).header("Location");
    }

    private List<AuditEvent> audited(AuditKind kind) {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    @Test
    void aDeviceIsMadeWithItsLimitsAndReadBack() {
        var made = caller.post(DEVICES, SCANNER);

        assertThat(made.status()).isEqualTo(201);
        var read = caller.get(made.header("Location"));
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(read.at("/state")).isEqualTo("waits");
        assertThat(read.at("/owner")).isEqualTo("eleni");
        assertThat(read.at("/limits/senders/0")).isEqualTo("scan@olive.example");
        assertThat(caller.post(DEVICES, SCANNER).status()).isEqualTo(409);
        assertThat(audited(AuditKind.DEVICE_ADDED))
                .singleElement()
                .matches(event -> event.by() instanceof Actor.Program);
    }

    @Test
    void everyLimitHasToBeSaid() {
        var wrong = caller.post(DEVICES, """
                {"user_name": "scanner", "name": "", "owner": "nobody",
                 "limits": {"senders": ["no address"], "messages_per_hour": 0, "protocols": [], "networks": []}}""");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(
                        "#/name",
                        "#/owner",
                        "#/limits/senders/0",
                        "#/limits/recipients",
                        "#/limits/messages_per_hour",
                        "#/limits/recipients_per_hour",
                        "#/limits/protocols");
    }

    @Test
    void aListOfDevicesGoesOnWhereItsPageEnds() {
        made();
        caller.post(DEVICES, SCANNER.replace("\"scanner\"", "\"alarm\""));

        var first = caller.get(DEVICES + "?limit=1");

        assertThat(first.at("/items/0/user_name")).isEqualTo("alarm");
        assertThat(caller.get(DEVICES + "?limit=1&after=" + first.at("/next")).at("/items/0/user_name"))
                .isEqualTo("scanner");
    }

    @Test
    void ofTwoWhoSawTheSameDeviceOneChangesIt() {
        var device = made();
        var wanted = SCANNER.replace("Scanner", "Copier");
        assertThat(caller.put(device, wanted).status()).isEqualTo(428);
        caller.with("If-Match", caller.get(device).header("ETag"));

        assertThat(caller.put(device, wanted).at("/name")).isEqualTo("Copier");
        assertThat(caller.put(device, SCANNER).status()).isEqualTo(412);

        assertThat(caller.get(device).at("/name")).isEqualTo("Copier");
        assertThat(caller.get(device).at("/user_name")).isEqualTo("scanner");
    }

    @Test
    void aCardIsShownOnceOrMailedToTheOwner() {
        var device = made();
        caller.with("Idempotency-Key", "one");
        var shown = caller.post(device + "/cards", "{\"to\": \"maker\", \"hours\": 5}");

        assertThat(shown.status()).isEqualTo(201);
        assertThat(shown.at("/link")).startsWith("http://localhost/card?token=");
        assertThat(caller.post(device + "/cards", "{\"to\": \"maker\", \"hours\": 5}")
                        .problem())
                .isEqualTo("already-shown");
        assertThat(caller.get(device + "/activity").json().has("card_until")).isTrue();

        var mailed = caller.with("Idempotency-Key", "two").post(device + "/cards", "{\"to\": \"owner\"}");
        assertThat(mailed.json().has("link")).isFalse();
        assertThat(caller.with("Idempotency-Key", "three")
                        .post(device + "/cards", "{\"to\": \"nobody\", \"hours\": 900}")
                        .status())
                .isEqualTo(422);
        assertThat(audited(AuditKind.DEVICE_CARD_MADE))
                .allMatch(event -> event.by() instanceof Actor.Program)
                .extracting(event -> event.details().get("to"))
                .containsExactly("maker", "owner");
    }

    @Test
    void aDeviceIsPausedResumedAndDeletedForAReason() {
        var device = made();
        assertThat(caller.post(device + "/pause", "{}").at("/errors/0/pointer")).isEqualTo("#/why");

        assertThat(caller.post(device + "/pause", BECAUSE).at("/state")).isEqualTo("paused-by-staff");
        assertThat(caller.post(device + "/cards", "{\"to\": \"maker\"}").status())
                .isEqualTo(409);
        assertThat(caller.post(device + "/resume", BECAUSE).at("/state")).isEqualTo("waits");
        assertThat(caller.get(device + "/activity").at("/events/0/kind")).isEqualTo("device-resumed");
        assertThat(caller.post(device + "/delete", BECAUSE).status()).isEqualTo(204);

        assertThat(caller.get(device).status()).isEqualTo(404);
        assertThat(audited(AuditKind.DEVICE_DELETED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("why", "As agreed"));
    }

    @Test
    void aPersonIsNoDevice() {
        caller.with("If-Match", "*");
        assertThat(caller.get(DEVICES + "/" + eleni.id()).status()).isEqualTo(404);
        assertThat(caller.put(DEVICES + "/" + eleni.id(), SCANNER).status()).isEqualTo(404);
        assertThat(caller.post(DEVICES + "/" + eleni.id() + "/delete", BECAUSE).status())
                .isEqualTo(404);
    }
}
