package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.account.MethodRow;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.session.Browsers;
import org.sallyport.server.web.session.SignedInBrowser;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What one person signs in with: second factors and browsers.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonSignIns {
    private final PersonFinding finding;
    private final RegisteredMethods methods;
    private final Browsers browsers;
    private final DeviceMemory devices;
    private final Store store;

    PersonSignIns(
            PersonFinding finding, RegisteredMethods methods, Browsers browsers, DeviceMemory devices, Store store) {
        this.finding = finding;
        this.methods = methods;
        this.browsers = browsers;
        this.devices = devices;
        this.store = store;
    }

    /// @param place what it leads to, masked; empty where it leads nowhere
    public record MethodView(
            String id, String kind, String name, String place, Instant registered, Optional<Instant> lastUse) {}

    /// @param name what it calls itself, which nobody has proved
    /// @param halfway whether it has shown the account password only, where more is asked for
    public record BrowserView(
            String id, Optional<String> name, String source, Instant signedIn, Instant lastUsed, boolean halfway) {}

    /// @param name what it calls itself, which nobody has proved
    public record RememberedBrowserView(
            Optional<String> name, String source, Instant remembered, Instant lastUsed, Instant ends) {}

    @Answers(to = "Lists the second factors of one person.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/methods")
    ResponseEntity<ApiPage<MethodView>> methods(@PathVariable String id) {
        var person = finding.require(id);
        return ResponseEntity.ok(ApiPage.whole(methods.of(person.account().id()).stream()
                .map(MethodRow::of)
                .map(one ->
                        new MethodView(one.id(), one.kind(), one.name(), one.place(), one.registered(), one.lastUse()))
                .toList()));
    }

    @Answers(to = "Lists the browsers that one person is signed in with.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/browsers")
    ResponseEntity<ApiPage<BrowserView>> browsers(@PathVariable String id) {
        var person = finding.require(id);
        var found = store.look(books -> browsers.of(books, person.account().id()));
        return ResponseEntity.ok(
                ApiPage.whole(found.stream().map(PersonSignIns::view).toList()));
    }

    @Answers(to = "Lists the browsers of one person that are not asked for a second factor at sign-in.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/remembered-browsers")
    ResponseEntity<ApiPage<RememberedBrowserView>> remembered(@PathVariable String id) {
        var person = finding.require(id);
        return ResponseEntity.ok(ApiPage.whole(devices.of(person.account().id()).stream()
                .map(one -> new RememberedBrowserView(
                        one.seen().name().map(ClientName::value),
                        one.seen().source().toString(),
                        one.remembered(),
                        one.lastUsed(),
                        one.ends()))
                .toList()));
    }

    @Answers(to = "Signs one browser of one person out.", value = 204)
    @Needs(Permission.SESSIONS_END)
    @DeleteMapping("/browsers/{browser}")
    ResponseEntity<Void> signOut(
            @AuthenticationPrincipal Program program, @PathVariable String id, @PathVariable String browser) {
        var person = finding.require(id, program, Permission.SESSIONS_END);
        if (!browsers.signOut(person.account().id(), browser, program.actor())) {
            throw Refusal.noSuch("browser");
        }
        return ResponseEntity.noContent().build();
    }

    private static BrowserView view(SignedInBrowser browser) {
        return new BrowserView(
                browser.id(),
                browser.name().map(ClientName::value),
                browser.source().toString(),
                browser.signedIn(),
                browser.lastUsed(),
                browser.isHalfway());
    }
}
