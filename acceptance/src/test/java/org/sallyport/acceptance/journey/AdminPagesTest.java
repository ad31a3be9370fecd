package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// Every page of admins in every language, looked at as [EveryPageTest] looks at all the others.
@ExtendWith(InChromium.class)
class AdminPagesTest {
    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void thePagesOfMariaAreOpenToEverybody(Words words, Windows windows) {
        try (var demo = Demo.start()) {
            demo.add("zoe", "Zoe Hill", "--group", "office", "--group", "board", "--require-mfa");
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            camera.takeAll(maria, "account-not-required");
            maria.go("/admin");
            camera.takeAll(maria, "admin-people");
            walkByArrows(maria);
            maria.go("/admin?q=nobody-of-that-name");
            camera.take(maria, "admin-nobody");
            maria.go("/admin?state=enabled&group=office");
            assertThat(maria.page().locator("main details[open] #group")).isVisible();
            camera.takeAll(maria, "admin-people-filtered");
            maria.go("/admin").follow("Zoe Hill");
            camera.takeAll(maria, "admin-person");
            var person = maria.path();
            maria.page().locator("form[action$='/onboarding-code'] button").click();
            assertThat(maria.page().locator("#onboarding-code")).isVisible();
            camera.take(maria, "admin-onboarding-code");
            forgotten(
                    windows.open(demo, words),
                    maria.page().locator("#onboarding-code").innerText());
            maria.page().reload();
            maria.isTitled(words.secret().alreadyShown());
            camera.take(maria, "admin-onboarding-code-shown");
            maria.go(person + "/disable");
            camera.take(maria, "admin-disable");
            maria.page().locator("#why").fill("Left on Friday");
            maria.page().locator("main form button").click();
            assertThat(maria.page().locator("[role=status]")).isVisible();
            camera.take(maria, "admin-person-disabled");
            maria.go(person + "/enable");
            camera.take(maria, "admin-enable");
            maria.go(person + "/requirement?choice=exempt");
            camera.take(maria, "admin-person-requirement");
            maria.go(person + "/revoke-all");
            camera.take(maria, "admin-revoke-all");
            deleted(maria, person);
            requirements(maria);
            policies(maria);
            rollout(maria);
            imported(maria);
        }
    }

    private void requirements(Window maria) {
        maria.go("/admin/requirements");
        camera.takeAll(maria, "admin-requirements");
        maria.go("/admin/requirements/preview?choice=require&group=");
        camera.take(maria, "admin-preview");
        maria.go("/admin/requirements/preview?choice=exempt&group=board");
        camera.take(maria, "admin-preview-group");
    }

    private void deleted(Window maria, String person) {
        many(maria);
        maria.go(person + "/edit");
        camera.takeAll(maria, "admin-person-edit");
        maria.go(person + "/reset-methods");
        camera.takeAll(maria, "admin-person-reset");
        maria.go(person + "/delete");
        camera.takeAll(maria, "admin-person-delete");
        maria.page().locator("#why").fill("Left for good");
        maria.page().locator("main form button").click();
        assertThat(maria.page().locator("form[action$='/keep']")).isVisible();
        camera.take(maria, "admin-person-to-be-deleted");
    }

    private void many(Window maria) {
        maria.go("/admin?q=zoe");
        maria.page().locator("input[name=who]").check();
        maria.page().locator("#act").selectOption("join-group");
        maria.page().locator("#many button").click();
        camera.takeAll(maria, "admin-people-many");
        maria.page().locator("#to-group").fill("press");
        maria.page().locator("#why").fill("A new team");
        maria.page().locator("main form button").click();
        assertThat(maria.page().locator("[role=status]")).isVisible();
        camera.takeAll(maria, "admin-people-many-done");
    }

    private void imported(Window maria) {
        maria.go("/admin/people/import");
        camera.takeAll(maria, "admin-import-new");
        maria.page().locator("#text").fill("user-name,display-name\ntwo words,Somebody\nnew,\n");
        maria.page().locator("main form button.primary").click();
        assertThat(maria.page().locator("main table")).isVisible();
        camera.take(maria, "admin-import-bad");
        maria.go("/admin/people/import");
        maria.page().locator("#text").fill("user-name;display-name;groups\nnew;Somebody New;press\n");
        maria.page().locator("main form button.primary").click();
        maria.page().locator("#why").fill("New in May");
        camera.takeAll(maria, "admin-import");
        maria.page().locator("main form button.primary").click();
        assertThat(maria.page().locator("main form")).hasCount(0);
        camera.take(maria, "admin-import-done");
        maria.page().locator("main a[href$='/undo']").click();
        camera.takeAll(maria, "admin-import-undo");
        maria.go("/admin/groups");
        camera.takeAll(maria, "admin-groups");
    }

    private void rollout(Window marias) {
        marias.go("/admin/rollout/new/preview?group=office&days=0&quiet=14");
        camera.take(marias, "admin-rollout-wrong");
        marias.go("/admin/rollout/new?group=board");
        camera.takeAll(marias, "admin-rollout-new");
        marias.page().locator("main form button").click();
        assertThat(marias.page().locator("#why")).isVisible();
        camera.take(marias, "admin-rollout-preview");
        marias.page().locator("#why").fill("The board goes first");
        marias.page().locator("main form button").click();
        assertThat(marias.page().locator("[role=status]")).isVisible();
        camera.takeAll(marias, "admin-rollout");
        var path = marias.path().replaceAll("[?].*", "");
        marias.go(path + "/people?show=quiet");
        camera.take(marias, "admin-rollout-people");
        marias.go(path + "/change/until");
        camera.take(marias, "admin-rollout-change");
        marias.go("/admin/rollout");
        camera.take(marias, "admin-rollouts");
    }

    private void policies(Window marias) {
        marias.go("/admin/policies/preview?group=board&grace-days=366");
        camera.take(marias, "admin-policy-wrong");
        marias.go("/admin/policies/edit?group=board");
        camera.takeAll(marias, "admin-policy");
        marias.page().locator("#grace-days").fill("14");
        marias.page().locator("#app-passwords").selectOption("not-allowed");
        marias.page().locator("main form button").click();
        assertThat(marias.page().locator("form[action='/admin/policies']")).isVisible();
        marias.page().locator("#why").fill("As the board decided");
        camera.take(marias, "admin-policy-preview");
        marias.page().locator("main form button").click();
        assertThat(marias.page().locator("[role=status]")).isVisible();
        camera.takeAll(marias, "admin-policies");
    }

    private void walkByArrows(Window maria) {
        var rows = maria.page().locator(".people tbody td:first-child a");
        maria.page().locator("#q").press("ArrowDown");
        assertThat(rows.first()).isFocused();
        rows.first().press("ArrowDown");
        assertThat(rows.nth(1)).isFocused();
        rows.nth(1).press("ArrowUp");
        rows.first().press("ArrowUp");
        assertThat(maria.page().locator("#q")).isFocused();
    }

    private void forgotten(Window zoes, String code) {
        zoes.go("/forgot-password?with=onboarding-code");
        zoes.page().locator("#name").fill("zoe@olive.example");
        zoes.page().locator("#code").fill(code);
        zoes.page().locator("#password").fill("lanterns light the long quay");
        zoes.page().locator("#again").fill("lanterns light the long quay");
        zoes.page()
                .locator("form[action='/forgot-password'] button[type=submit]")
                .click();
        assertThat(zoes.page().locator("main a.primary[href='/sign-in']")).isVisible();
        camera.take(zoes, "forgot-password-done");
    }
}
