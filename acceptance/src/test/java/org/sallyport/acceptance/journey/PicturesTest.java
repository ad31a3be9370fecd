package org.sallyport.acceptance.journey;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whether every template of the pages is on a picture that the tests of this package take, in every language and look.
class PicturesTest {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    private static final Path TEMPLATES = ROOT.resolve("server/src/main/resources/templates");
    private static final Path HERE = ROOT.resolve("acceptance/src/test/java/org/sallyport/acceptance/journey");
    private static final Pattern TAKEN = Pattern.compile("\"([a-z0-9-]+)\"");

    /// Pieces of other pages, by what they are a piece of.
    private static final Map<String, String> PIECES = Map.ofEntries(
            entry("frame", "every page"),
            entry("passkey", "the pages that ask for a passkey"),
            entry("senders", "the account page, and a person's page for admins"),
            entry("browser", "the pages that list signed-in browsers"),
            entry("received", "the pages that take a code which was sent"),
            entry("second-factor/parts", "the pages of the second factor"),
            entry("admin/parts", "the pages of admins"),
            entry("admin/audit-parts", "the pages of the audit log"),
            entry("admin/proposal-parts", "the pages of proposals"),
            entry("admin/rollout-parts", "the pages of rollouts"),
            entry("admin/policy-parts", "the pages of policies, and a person's page for admins"),
            entry("admin/device-parts", "the pages of devices"));

    private static final Map<String, String> PICTURES = Map.ofEntries(
            entry("account", "account"),
            entry("account-close", "account-close"),
            entry("account-closed", "account-closed"),
            entry("account-password", "account-password"),
            entry("activity", "account-activity"),
            entry("already-shown", "already-shown"),
            entry("app-password", "app-password"),
            entry("app-password-allow", "app-password-allow"),
            entry("app-password-new", "app-password-new"),
            entry("app-password-rename", "app-password-rename"),
            entry("app-password-revoke", "app-password-revoke"),
            entry("app-password-revoke-all", "app-password-revoke-all"),
            entry("app-password-waiting", "waiting-instead"),
            entry("app-password-wake", "app-password-wake"),
            entry("browsers", "account-browsers"),
            entry("card", "card"),
            entry("card-gone", "card-gone"),
            entry("card-own", "card-own"),
            entry("card-shown", "card-shown"),
            entry("devices", "account-devices"),
            entry("error", "nothing-here"),
            entry("first-admin", "first-admin"),
            entry("first-admin-done", "first-admin-done"),
            entry("first-admin-gone", "first-admin-gone"),
            entry("forgot-password", "forgot-password"),
            entry("forgot-password-done", "forgot-password-done"),
            entry("not-me", "account-not-me"),
            entry("sign-in", "sign-in"),
            entry("sign-in-elsewhere", "sign-in-elsewhere"),
            entry("sign-ins", "sign-ins"),
            entry("admin/audit", "admin-audit"),
            entry("admin/audit-entry", "admin-audit-entry"),
            entry("admin/device", "admin-device"),
            entry("admin/device-card", "admin-device-card"),
            entry("admin/device-card-new", "admin-device-card-new"),
            entry("admin/device-card-shown", "admin-device-card-shown"),
            entry("admin/device-delete", "admin-device-delete"),
            entry("admin/device-form", "admin-device-form"),
            entry("admin/devices", "admin-devices"),
            entry("admin/groups", "admin-groups"),
            entry("admin/import", "admin-import"),
            entry("admin/import-new", "admin-import-new"),
            entry("admin/import-undo", "admin-import-undo"),
            entry("admin/overview", "admin-overview"),
            entry("admin/onboarding-code", "admin-onboarding-code"),
            entry("admin/onboarding-code-shown", "admin-onboarding-code-shown"),
            entry("admin/people", "admin-people"),
            entry("admin/people-many", "admin-people-many"),
            entry("admin/people-many-done", "admin-people-many-done"),
            entry("admin/person", "admin-person"),
            entry("admin/person-access", "admin-person-access"),
            entry("admin/person-delete", "admin-person-delete"),
            entry("admin/person-disable", "admin-disable"),
            entry("admin/person-enable", "admin-enable"),
            entry("admin/person-requirement", "admin-person-requirement"),
            entry("admin/person-edit", "admin-person-edit"),
            entry("admin/person-reset", "admin-person-reset"),
            entry("admin/person-unlink", "admin-person-unlink"),
            entry("admin/person-history", "admin-person-history"),
            entry("admin/person-revoke", "admin-person-revoke"),
            entry("admin/person-revoke-all", "admin-revoke-all"),
            entry("admin/policies", "admin-policies"),
            entry("admin/policy", "admin-policy"),
            entry("admin/policy-preview", "admin-policy-preview"),
            entry("admin/person-role", "admin-person-role"),
            entry("admin/proposal", "admin-proposal"),
            entry("admin/proposals", "admin-proposals"),
            entry("admin/requirement-preview", "admin-preview"),
            entry("admin/requirements", "admin-requirements"),
            entry("admin/roles", "admin-roles"),
            entry("admin/webhook", "admin-webhook"),
            entry("admin/webhook-key", "admin-webhook-key"),
            entry("admin/webhook-new", "admin-webhook-new"),
            entry("admin/webhook-sure", "admin-webhook-sure"),
            entry("admin/webhooks", "admin-webhooks"),
            entry("admin/rollout", "admin-rollout"),
            entry("admin/rollout-change", "admin-rollout-change"),
            entry("admin/rollout-new", "admin-rollout-new"),
            entry("admin/rollout-people", "admin-rollout-people"),
            entry("admin/rollout-preview", "admin-rollout-preview"),
            entry("admin/rollouts", "admin-rollouts"),
            entry("admin/servers", "admin-servers"),
            entry("admin/servers-set-up", "admin-servers-set-up"),
            entry("admin/sources", "admin-sources"),
            entry("admin/token-made", "admin-token-made"),
            entry("admin/token-new", "admin-token-new"),
            entry("admin/token-shown", "admin-token-shown"),
            entry("admin/tokens", "admin-tokens"),
            entry("admin/api", "admin-api"),
            entry("methods/list", "methods"),
            entry("methods/new", "method-new"),
            entry("methods/recovery-codes", "recovery-codes"),
            entry("methods/recovery-codes-new", "recovery-codes-new"),
            entry("methods/recovery-codes-shown", "recovery-codes-shown"),
            entry("methods/remove", "method-remove"),
            entry("methods/rename", "method-rename"),
            entry("second-factor/authenticator-app", "second-factor"),
            entry("second-factor/onboarding-code", "second-factor-onboarding-code"),
            entry("second-factor/passkey", "second-factor-passkey"),
            entry("second-factor/provider-factor", "second-factor-provider-factor"),
            entry("second-factor/received", "second-factor-phone"),
            entry("second-factor/recovery-code", "second-factor-recovery-code"),
            entry("set-up/authenticator-app", "set-up-app"),
            entry("set-up/contact", "set-up-contact"),
            entry("set-up/mailbox", "set-up-mailbox"),
            entry("set-up/method", "set-up-method"),
            entry("set-up/next", "set-up-next"),
            entry("set-up/no-contact", "set-up-no-contact"),
            entry("set-up/onboarding-code", "set-up-onboarding-code"),
            entry("set-up/passkey", "set-up-passkey"),
            entry("set-up/phone", "set-up-phone"),
            entry("set-up/received-code", "set-up-phone-code"),
            entry("set-up/start", "set-up-start"),
            entry("set-up/verify", "set-up-verify"));

    @Test
    void everyTemplateIsOnAPictureOrAPieceOfOthers() throws IOException {
        var known = new TreeSet<>(PICTURES.keySet());
        known.addAll(PIECES.keySet());

        assertThat(templates()).isEqualTo(known);
        assertThat(PICTURES.keySet()).doesNotContainAnyElementsOf(PIECES.keySet());
    }

    @Test
    void everyOneOfThesePicturesIsTaken() throws IOException {
        assertThat(taken()).containsAll(PICTURES.values());
    }

    private static Set<String> templates() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> TEMPLATES.relativize(file).toString().replace(".html", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    // What stands between quotation marks in a test that has a camera; its own list is no proof.
    private static Set<String> taken() throws IOException {
        try (var files = Files.list(HERE)) {
            return files.filter(file -> !file.endsWith("PicturesTest.java"))
                    .map(PicturesTest::text)
                    .filter(text -> text.contains("camera.take"))
                    .flatMap(text -> TAKEN.matcher(text).results())
                    .map(literal -> literal.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
