package org.sallyport.server.main;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.sallyport.core.account.Account;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.ProviderFactor;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.signin.SentCodeSignIn;
import org.sallyport.core.telephone.MessageBudget;
import org.sallyport.core.telephone.MessageLimits;
import org.sallyport.core.telephone.NumberingPlan;
import org.sallyport.core.telephone.PhoneCodes;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.config.Phone;
import org.sallyport.server.config.Settings;
import org.sallyport.server.telephone.Line;
import org.sallyport.server.telephone.Wording;
import org.sallyport.server.telephone.WorldNumbers;
import org.sallyport.server.web.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Codes to telephones and mailboxes, as far as the configuration wants them.
final class TelephoneWiring {
    private static final Logger LOG = LoggerFactory.getLogger(TelephoneWiring.class);

    private TelephoneWiring() {}

    /// The way to the provider; empty where none is configured.
    static Optional<Line> open(Settings settings) {
        var wording =
                new Wording(settings.organisation(), settings.web().publicUrl().getHost());
        return settings.ways().phone().map(phone -> Line.open(phone, wording));
    }

    static Services.Received received(
            Services.Ground ground, Services.Journey journey, Settings.Ways ways, Optional<Telephone> telephone) {
        var plan = new WorldNumbers();
        var codes = new SentCodes(new ContactCodes(ground.keyset(), ground.generator()), ground.clock());
        var phoneCodes = telephone.flatMap(line -> ways.phone().map(phone -> codes(ground, codes, line, plan, phone)));
        return new Services.Received(
                new SentCodeSignIn(ground.store(), codes, phoneCodes, ways.mailboxCodes(), ground.clock()),
                phoneCodes.map(out -> journey.enrollments().phone(out, codes)),
                journey.enrollments().mailbox(ways.mailboxCodes(), codes),
                ways.mailboxCodes(),
                plan,
                ways.phone().map(Phone::countries).orElse(List.of()));
    }

    /// Whether a method can be used at a sign-in as things are configured.
    static BiPredicate<Account, Method> works(Settings settings) {
        var ways = settings.ways();
        return (person, method) -> switch (method) {
            case org.sallyport.core.method.Phone _ -> ways.phone().isPresent();
            case Mailbox mailbox -> ways.mailboxCodes().mayReach(person, mailbox.address());
            case ProviderFactor factor ->
                settings.web().federation().openId().stream()
                        .filter(source -> !source.marks().isEmpty())
                        .anyMatch(source -> source.name().value().equals(factor.provider()));
            case AuthenticatorApp _, Passkey _ -> true;
        };
    }

    private static PhoneCodes codes(
            Services.Ground ground, SentCodes codes, Telephone telephone, NumberingPlan plan, Phone phone) {
        var limits = new MessageLimits(Set.copyOf(phone.countries()), phone.unansweredInRange(), phone.perDay());
        var budget = new MessageBudget(limits, plan, ground.keyset());
        return new PhoneCodes(ground.store(), codes, telephone, budget, ground.clock(), TelephoneWiring::tellOperator);
    }

    private static void tellOperator(MessageBudget.Stop why) {
        LOG.atError().setMessage("phone.stopped").addKeyValue("why", why.code()).log();
    }
}
