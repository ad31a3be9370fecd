package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.verify.Verdict;

class DevicePagesTest {
    private static final String SCANNER = "scanner@olive.example";
    private static final Pattern LINK = Pattern.compile("/card\\?token=[A-Za-z0-9_-]{43}");
    private static final Pattern LETTERS = Pattern.compile("<span>([a-z]{6})</span>");

    private final RunningWeb web = RunningWeb.start();
    private final Guest admin = web.inside("maria", Role.ADMIN);
    private final Guest owner = web.inside("eleni", Role.PERSON);

    @AfterEach
    void stop() {
        web.close();
    }

    private Account scanner() {
        var limits = DeviceLimits.sending(Set.of(new MailPattern(SCANNER)));
        return web.organisation.device(SCANNER, owner.account(), limits);
    }

    private static String path(Account device) {
        return "/admin/devices/" + device.id();
    }

    private static String[] filled(String... changes) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : List.of(
                List.of("name", "Scanner, second floor"),
                List.of("username", SCANNER),
                List.of("owner", "eleni"),
                List.of("protocols", "smtp"),
                List.of("mail.senders", SCANNER),
                List.of("mail.recipients", "olive.example\npine.example"),
                List.of("mail.messages", "30"),
                List.of("mail.each", "50"),
                List.of("networks", "192.0.2.0/24"),
                List.of("until", "2027-01-31"))) {
            fields.put(pair.getFirst(), pair.getLast());
        }
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    /// The link that an admin is shown.
    private String link(Account device) {
        admin.browser().get(path(device) + "/card");
        var page = admin.browser()
                .post(
                        path(device) + "/card",
                        "to",
                        "maker",
                        "hours",
                        "24",
                        "mark",
                        admin.browser().mark())
                .page();
        var found = LINK.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group();
    }

    private static String token(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private static String letters(String page) {
        var letters = new StringBuilder();
        LETTERS.matcher(page).results().forEach(group -> letters.append(group.group(1)));
        return letters.toString();
    }

    @Test
    void aDeviceIsMadeWithTheLimitsThatWereTypedAndListed() {
        var made = admin.browser().open("/admin/devices/new", filled());

        assertThat(made.location()).endsWith("?done=made");
        var device = web.organisation.deviceDesk.ownedBy(owner.id()).getFirst();
        assertThat(device.limits().cap()).isEqualTo(new HourlyCap(30, 50));
        assertThat(device.limits().protocols()).containsExactly(Protocol.SMTP);
        assertThat(device.limits().recipients())
                .containsExactlyInAnyOrder(new MailPattern("olive.example"), new MailPattern("pine.example"));
        assertThat(admin.browser().get("/admin/devices").page())
                .contains("Scanner, second floor", SCANNER, "Waits for its password");
        assertThat(admin.browser().get(made.location()).page())
                .contains("30 messages, to 50 recipients", "192.0.2.0/24", "no message sent, none refused");
    }

    @Test
    void whateverIsWrongIsNamedAndNothingTypedIsLost() {
        var page = admin.browser()
                .open(
                        "/admin/devices/new",
                        filled(
                                "owner",
                                "nobody",
                                "mail.senders",
                                "scan@",
                                "mail.messages",
                                "0",
                                "networks",
                                "everywhere",
                                "username",
                                "a b"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.page())
                .contains("“scan@” is no mail address", "a whole number from 1 to 10000", "Scanner, second floor")
                .contains("user name of a person", "user name without blanks", "everywhere");
        assertThat(admin.browser()
                        .open("/admin/devices/new", filled("username", "eleni"))
                        .page())
                .contains("Somebody has this user name already.");
    }

    @Test
    void limitsAreChangedAndTheNameStays() {
        var scanner = scanner();
        var form = admin.browser().get(path(scanner) + "/edit").page();
        assertThat(form).contains("value=\"eleni\"", SCANNER).doesNotContain("name=\"username\"");

        var changed = admin.browser().post(path(scanner) + "/edit", filled("username", "other", "mail.messages", "7"));

        assertThat(changed.location()).endsWith("?done=changed");
        assertThat(web.organisation
                        .deviceDesk
                        .find(scanner.id())
                        .orElseThrow()
                        .limits()
                        .cap()
                        .messages())
                .isEqualTo(7);
        assertThat(admin.browser().get(path(scanner)).page()).contains(SCANNER, "Scanner, second floor");
    }

    @Test
    void theLinkShowsTheSecretOnceToWhoeverPressesTheButtonFirst() {
        var scanner = scanner();
        var link = link(scanner);
        var collector = web.browser();
        // Whatever looks at links does not use it up.
        assertThat(web.browser().get(link).page()).contains("The password for Scanner");
        collector.get(link);
        var shown = collector.post("/card", "token", token(link));

        assertThat(shown.page()).contains(SCANNER, "mail.olive.example:465", "<svg");
        assertThat(shown.header("Cache-Control")).contains("no-store");
        assertThat(web.organisation.verify(SCANNER, letters(shown.page()), Protocol.SMTP))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(collector.post("/card", "token", token(link)).status()).isEqualTo(410);
        assertThat(web.browser().get(link).status()).isEqualTo(410);
        assertThat(admin.browser().get(path(scanner)).page())
                .contains("Handed over on")
                .doesNotContain(letters(shown.page()));
        assertThat(Mailbag.notices(web.organisation.store, web.organisation.clock.instant()))
                .extracting(Notice::kind)
                .contains(Notice.Kind.DEVICE_CARD_MADE, Notice.Kind.DEVICE_HANDED_OVER);
    }

    @Test
    void whoeverMadeTheCardIsToldThatSomebodyElseOpensIt() {
        var link = link(scanner());
        admin.browser().get(link);

        assertThat(admin.browser().post("/card", "token", token(link)).page())
                .contains("whoever sets it up opens the link");
        assertThat(web.browser().get(link).status()).isEqualTo(200);
    }

    @Test
    void theLinkForTheOwnerIsMailedAndNotShown() {
        var scanner = scanner();
        admin.browser().get(path(scanner) + "/card");
        var answer = admin.browser()
                .post(
                        path(scanner) + "/card",
                        "to",
                        "owner",
                        "hours",
                        "8",
                        "mark",
                        admin.browser().mark());

        assertThat(answer.location()).endsWith("?done=mailed");
        assertThat(LINK.matcher(answer.page()).find()).isFalse();
        var mailed = Mailbag.notices(web.organisation.store, web.organisation.clock.instant()).stream()
                .filter(notice -> notice.kind() == Notice.Kind.DEVICE_LINK)
                .findFirst()
                .orElseThrow();
        var token = mailed.values().getOrDefault("token", "");
        assertThat(web.browser().get("/card?token=" + token).status()).isEqualTo(200);
    }

    @Test
    void aReloadMakesNoOtherCard() {
        var scanner = scanner();
        admin.browser().get(path(scanner) + "/card");
        var mark = admin.browser().mark();
        admin.browser().post(path(scanner) + "/card", "to", "maker", "hours", "8", "mark", mark);

        assertThat(admin.browser()
                        .post(path(scanner) + "/card", "to", "maker", "hours", "8", "mark", mark)
                        .status())
                .isEqualTo(410);
    }

    @Test
    void T07_aStolenCookieOfAnAdminHandsNothingOver() {
        var scanner = scanner();
        admin.browser().get(path(scanner));
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(admin.browser().thief().get(path(scanner) + "/card").location())
                .isEqualTo("/second-factor?next=" + path(scanner) + "/card");
        assertThat(admin.browser().post(path(scanner) + "/card", "to", "maker").location())
                .isEqualTo("/second-factor?next=" + path(scanner) + "/card");
    }

    @Test
    void aDeviceIsPausedResumedAndDeletedWithAReason() {
        var scanner = scanner();
        admin.browser().get(path(scanner));
        assertThat(admin.browser().post(path(scanner) + "/pause", "why", "").status())
                .isEqualTo(422);
        assertThat(admin.browser()
                        .post(path(scanner) + "/pause", "why", "moved away")
                        .location())
                .endsWith("?done=paused");
        assertThat(admin.browser().get(path(scanner)).page()).contains("Paused by staff", "moved away");
        assertThat(admin.browser()
                        .post(path(scanner) + "/resume", "why", "came back")
                        .location())
                .endsWith("?done=resumed");
        assertThat(admin.browser()
                        .open(path(scanner) + "/delete", "why", "thrown away")
                        .location())
                .endsWith("?done=deleted");

        assertThat(admin.browser().get(path(scanner)).status()).isEqualTo(404);
    }

    @Test
    void anOwnerSeesAndPausesTheirsAndNobodyElses() {
        var scanner = scanner();
        var own = "/account/devices";
        assertThat(owner.browser().get(own).page()).contains("Scanner", SCANNER);
        assertThat(owner.browser().post(own + "/" + scanner.id() + "/pause").location())
                .endsWith("?done=paused");
        assertThat(standing(scanner)).isEqualTo(Device.Standing.PAUSED_BY_OWNER);
        assertThat(owner.browser().post(own + "/" + scanner.id() + "/resume").location())
                .endsWith("?done=resumed");
        var stranger = web.inside("nikos", Role.PERSON).browser();
        assertThat(stranger.get(own).page()).contains("You look after no device.");

        assertThat(stranger.post(own + "/" + scanner.id() + "/pause").status()).isEqualTo(404);
        assertThat(standing(scanner)).isEqualTo(Device.Standing.WORKS);
    }

    @Test
    void anOwnerResumesNothingThatStaffStopped() {
        var scanner = scanner();
        web.organisation.deviceDesk.pause(
                scanner.id(), Device.Standing.PAUSED_BY_STAFF, new Actor.Person(admin.id()), Optional.empty());
        owner.browser().get("/account/devices");

        assertThat(owner.browser()
                        .post("/account/devices/" + scanner.id() + "/resume")
                        .status())
                .isEqualTo(404);
    }

    private Device.Standing standing(Account device) {
        return web.organisation.deviceDesk.find(device.id()).orElseThrow().standing();
    }

    @Test
    void thePageOfADeviceAmongPeopleLeadsToItsOwn() {
        var scanner = scanner();

        assertThat(admin.browser().get("/admin/people/" + scanner.id()).location())
                .isEqualTo(path(scanner));
        assertThat(admin.browser()
                        .get("/admin/people/" + scanner.id() + "/disable")
                        .status())
                .isEqualTo(403);
    }
}
