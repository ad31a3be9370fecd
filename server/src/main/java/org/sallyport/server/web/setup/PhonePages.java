package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.telephone.NumberingPlan.Reading;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.SentCode;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The telephone: its number, what speaks against it, and the code that is sent or read out there.
@Controller
class PhonePages {
    static final String PATH = "/set-up/phone";
    private static final Step[] HERE = {Step.CHOOSE_METHOD, Step.PROVE_METHOD};

    private final Received received;
    private final Way way;
    private final Proof proof;

    PhonePages(Received received, Way way, Proof proof) {
        this.received = received;
        this.way = way;
        this.proof = proof;
    }

    /// A country in the list.
    public record Country(String code, String name, int callingCode) {}

    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String another, Locale locale) {
        if (received.phone().isEmpty()) {
            return Way.to(Optional.empty());
        }
        var number = another.isEmpty() ? chosen(visitor) : Optional.<PhoneNumber>empty();
        return way.elsewhere(visitor.id(), HERE)
                .orElseGet(() -> number.map(proved -> codePage(visitor, proved))
                        .orElseGet(() -> numberPage(visitor, "", "", locale))
                        .show());
    }

    /// A number was typed: it gets a code.
    @PostMapping(PATH)
    ModelAndView choose(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String form,
            Locale locale) {
        var elsewhere = way.elsewhere(visitor.id(), HERE);
        var setup = received.phone();
        if (elsewhere.isPresent() || setup.isEmpty()) {
            return elsewhere.orElseGet(() -> Way.to(Optional.empty()));
        }
        var page = numberPage(visitor, country, number, locale);
        var wanted = wanted(form);
        return switch (received.plan().read(number, country)) {
            case Reading.Understood understood -> {
                if (!understood.takesTexts() && wanted == PhoneMessage.Form.TEXT) {
                    yield wrong(page, Said.of("phone.fixed-line", number));
                }
                yield sent(setup.get().choose(visitor.id(), understood.number(), wanted), page, locale, visitor);
            }
            case Reading.NoNumber() -> wrong(page, Said.of("phone.no-number", number));
            case Reading.TooShort() -> wrong(page, Said.of("phone.too-short", number));
            case Reading.TooLong() -> wrong(page, Said.of("phone.too-long", number));
            case Reading.NotInUse() -> wrong(page, Said.of("phone.not-in-use", number));
            case Reading.NoPersons() -> wrong(page, Said.of("phone.no-persons", number));
        };
    }

    /// Sends another code, or calls instead.
    @PostMapping(PATH + "/again")
    ModelAndView again(
            @AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String form, Locale locale) {
        var number = chosen(visitor);
        if (number.isEmpty()) {
            return Way.to(Optional.empty());
        }
        var sending = received.phone().flatMap(setup -> setup.sendAgain(visitor.id(), wanted(form)));
        return sent(sending, codePage(visitor, number.get()), locale, visitor);
    }

    @PostMapping(PATH + "/code")
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        var number = chosen(visitor);
        if (number.isEmpty() || received.phone().isEmpty()) {
            return way.elsewhere(visitor.id(), HERE).orElseGet(() -> Page.goTo(PATH));
        }
        var setup = received.phone().get();
        return proof.answer(
                code, typed -> setup.prove(visitor.id(), typed), codePage(visitor, number.get()), visitor, request);
    }

    /// Whoever reloads the answer of a form comes back to the page.
    @GetMapping({PATH + "/again", PATH + "/code"})
    ModelAndView back() {
        return Page.goTo(PATH);
    }

    private ModelAndView sent(Optional<Sending> sending, Page page, Locale locale, Visitor visitor) {
        if (sending.isEmpty()) {
            return way.elsewhere(visitor.id(), HERE).orElseGet(() -> Page.goTo(PATH));
        }
        var countries = countries(locale).stream().map(Country::name).collect(Collectors.joining(", "));
        var notServed = Said.of("phone.not-served", countries).about("number");
        return SentCode.failed(sending.get(), page, notServed).orElseGet(() -> Page.goTo(PATH));
    }

    private Optional<PhoneNumber> chosen(Visitor visitor) {
        return received.phone().flatMap(setup -> setup.number(visitor.id()));
    }

    private Page numberPage(Visitor visitor, String country, String number, Locale locale) {
        return Page.of("set-up/phone")
                .with("another", MethodPages.isAnother(visitor))
                .with("countries", countries(locale))
                .with("country", country.isEmpty() ? received.countries().getFirst() : country)
                .with("number", number)
                .with("calls", calls());
    }

    private Page codePage(Visitor visitor, PhoneNumber number) {
        return Proof.page(visitor, Receiver.PHONE, number.masked(), calls());
    }

    private boolean calls() {
        return received.signIn().forms().contains(PhoneMessage.Form.CALL);
    }

    private List<Country> countries(Locale locale) {
        return received.countries().stream()
                .map(code -> new Country(
                        code,
                        Locale.of("", code).getDisplayCountry(locale),
                        received.plan().callingCode(code)))
                .sorted(Comparator.comparing(Country::name, Collator.getInstance(locale)))
                .toList();
    }

    private static ModelAndView wrong(Page page, Said what) {
        return page.wrong(what.about("number")).show();
    }

    private static PhoneMessage.Form wanted(String form) {
        return PhoneMessage.Form.find(form).orElse(PhoneMessage.Form.TEXT);
    }
}
