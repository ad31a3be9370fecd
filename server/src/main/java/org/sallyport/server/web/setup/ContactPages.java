package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.TypedCode;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The contact on record: verified by a code that is sent there, or whatever the organisation decided where there is
/// none.
@Controller
class ContactPages {
    private final Enrollments enrollments;
    private final Way way;
    private final Visits visits;
    private final ClientAddress addresses;

    ContactPages(Enrollments enrollments, Way way, Visits visits, ClientAddress addresses) {
        this.enrollments = enrollments;
        this.way = way;
        this.visits = visits;
        this.addresses = addresses;
    }

    @GetMapping(Way.GIVE_CONTACT)
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor) {
        return way.elsewhere(visitor.id(), whereOneGives(visitor))
                .orElseGet(() -> askPage("").show());
    }

    @PostMapping(Way.GIVE_CONTACT)
    ModelAndView give(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String address,
            HttpServletRequest request) {
        var parsed = EmailAddress.parse(address);
        if (parsed.isEmpty()) {
            return way.elsewhere(visitor.id(), whereOneGives(visitor))
                    .orElseGet(() -> askPage(address)
                            .wrong(Said.of("contact.bad-address").about("address"))
                            .show());
        }
        if (!enrollments.mayGive(visitor.id(), parsed.get())) {
            return way.elsewhere(visitor.id(), whereOneGives(visitor))
                    .orElseGet(() -> askPage(address)
                            .wrong(Said.of("contact.not-allowed").about("address"))
                            .show());
        }
        return enrollments.giveContact(visitor.id(), parsed.get()) instanceof Progress.Moved
                ? send(visitor, request)
                : Way.to(enrollments.current(visitor.id()));
    }

    @GetMapping(Way.NO_CONTACT)
    ModelAndView noContact(@AuthenticationPrincipal Visitor visitor) {
        return way.elsewhere(visitor.id(), Step.NO_CONTACT)
                .orElseGet(() -> Page.of("set-up/no-contact").show());
    }

    @GetMapping(Way.ONBOARDING_CODE)
    ModelAndView onboardingCode(@AuthenticationPrincipal Visitor visitor) {
        return way.elsewhere(visitor.id(), Step.ENTER_ONBOARDING_CODE)
                .orElseGet(() -> onboardingPage().show());
    }

    @PostMapping(Way.ONBOARDING_CODE)
    ModelAndView enterOnboardingCode(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        return answer(enrollments.enterOnboardingCode(visitor.id(), new TypedCode(code)), onboardingPage(), request);
    }

    @GetMapping(Way.VERIFY)
    ModelAndView verify(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        return way.elsewhere(visitor.id(), Step.VERIFY_CONTACT)
                .orElseGet(() -> verifyPage(visitor, request).show());
    }

    /// Sends the code, or another one in its place.
    @PostMapping("/set-up/verify/code")
    ModelAndView send(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        var progress = enrollments.sendCode(visitor.id(), addresses.of(request));
        if (progress instanceof Progress.TooMany(var nextTry)) {
            return verifyPage(visitor, request)
                    .tooOften(Said.of("contact.too-many-codes", nextTry))
                    .show();
        }
        if (progress instanceof Progress.Moved) {
            visits.leaveNote(request, Visits.Note.CODE_SENT);
        }
        return Way.to(enrollments.current(visitor.id()));
    }

    /// Whoever reloads the answer of the sending form comes back to the page.
    @GetMapping("/set-up/verify/code")
    ModelAndView sent() {
        return Page.goTo(Way.VERIFY);
    }

    @PostMapping(Way.VERIFY)
    ModelAndView answer(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        return answer(
                enrollments.verifyContact(visitor.id(), new TypedCode(code)), verifyPage(visitor, request), request);
    }

    // Registering is an authentication step: only the visit that proved the app gets this far (see OwnProof).
    private ModelAndView answer(Progress progress, Page page, HttpServletRequest request) {
        return switch (progress) {
            case Progress.Moved(var enrollment) -> {
                visits.takeNote(request, Visits.Note.CODE_SENT);
                visits.secondFactorProved(request);
                yield Way.to(Optional.of(enrollment));
            }
            case Progress.CodeWrong(int left) ->
                page.wrong(Said.of("contact.code-wrong", left).about("code")).show();
            case Progress.ClockOff _, Progress.Registered _, Progress.Expired _ ->
                page.wrong(Said.of("contact.code-expired").about("code")).show();
            case Progress.TooMany(var nextTry) ->
                page.tooOften(Said.of("code.too-many", nextTry).about("code")).show();
            case Progress.OutOfOrder(Optional<Enrollment> where) -> Way.to(where);
        };
    }

    private static Step[] whereOneGives(Visitor visitor) {
        return isCorrectable(visitor)
                ? new Step[] {Step.GIVE_CONTACT, Step.VERIFY_CONTACT}
                : new Step[] {Step.GIVE_CONTACT};
    }

    private static boolean isCorrectable(Visitor visitor) {
        return visitor.account().contact().filter(Contact::mayBeCorrected).isPresent();
    }

    private static Page askPage(String typed) {
        return Page.of("set-up/contact").with("address", typed);
    }

    private static Page onboardingPage() {
        return Page.of("set-up/onboarding-code");
    }

    private Page verifyPage(Visitor visitor, HttpServletRequest request) {
        var masked = visitor.account().contact().map(Contact::address).map(EmailAddress::masked);
        return Page.of("set-up/verify")
                .with("contact", masked.orElse(""))
                .with("correctable", isCorrectable(visitor))
                .with("sent", visits.hasNote(request, Visits.Note.CODE_SENT));
    }
}
