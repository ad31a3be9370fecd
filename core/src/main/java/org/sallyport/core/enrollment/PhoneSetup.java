package org.sallyport.core.enrollment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.store.Books;
import org.sallyport.core.telephone.PhoneCodes;
import org.sallyport.core.telephone.PhoneMessage;

/// Setting up a telephone: a number, a code that is sent or read out there, and the code typed back. Thread-safe.
public final class PhoneSetup {
    private final EnrollmentSteps steps;
    private final PhoneCodes phoneCodes;
    private final SentCodes sentCodes;

    PhoneSetup(EnrollmentSteps steps, PhoneCodes phoneCodes, SentCodes sentCodes) {
        this.steps = steps;
        this.phoneCodes = phoneCodes;
        this.sentCodes = sentCodes;
    }

    /// Chooses a telephone with this number, and sends it a code; choosing again while nothing is proved takes another
    /// number.
    ///
    /// @return empty when this is not the step that comes now
    public Optional<Sending> choose(AccountId account, PhoneNumber number, PhoneMessage.Form form) {
        return order(account, EnumSet.of(Step.CHOOSE_METHOD, Step.PROVE_METHOD), form, at -> Optional.of(number));
    }

    /// Sends the chosen number another code in place of the one before.
    ///
    /// @return empty when this is not the step that comes now, or no telephone was chosen
    public Optional<Sending> sendAgain(AccountId account, PhoneMessage.Form form) {
        return order(account, EnumSet.of(Step.PROVE_METHOD), form, this::number);
    }

    /// The number that is being proved.
    public Optional<PhoneNumber> number(AccountId account) {
        return steps.store()
                .transact(books -> steps.current(books, account)
                        .filter(at -> at.step() == Step.PROVE_METHOD)
                        .flatMap(this::number));
    }

    /// Proves that the telephone is in the person's hands.
    public Progress prove(AccountId account, TypedCode typed) {
        var factor = Receiver.PHONE.tries();
        return steps.prove(
                account,
                Method.Kind.PHONE,
                (books, at, pending) -> steps.tried(books, account, factor, () -> {
                    var binding = binding(at, pending);
                    var sent = sentCodes.sentAt(books, account, Receiver.PHONE);
                    return switch (sentCodes.checkNew(books, account, Receiver.PHONE, binding, typed)) {
                        case EXPIRED -> new Progress.Expired();
                        case WRONG -> steps.wrong(books, account, factor);
                        case RIGHT -> {
                            sent.ifPresent(moment -> number(at)
                                    .ifPresent(number -> phoneCodes.answered(books, account, number, moment)));
                            yield steps.proved(books, at, pending.provedWith(0));
                        }
                    };
                }));
    }

    private Optional<Sending> order(
            AccountId account,
            Set<Step> from,
            PhoneMessage.Form form,
            Function<Enrollment, Optional<PhoneNumber>> which) {
        var prepared = steps.alone(account, books -> {
            var at = steps.current(books, account).filter(e -> from.contains(e.step()));
            return at.flatMap(which).flatMap(number -> prepare(books, at.orElseThrow(), number, form));
        });
        return prepared.map(phoneCodes::send);
    }

    private Optional<PhoneCodes.Prepared> prepare(
            Books books, Enrollment at, PhoneNumber number, PhoneMessage.Form form) {
        var refused = steps.refused(
                books,
                at,
                Method.Kind.PHONE,
                method -> method instanceof Phone p && p.number().equals(number));
        if (refused.isPresent()) {
            return refused.<PhoneCodes.Prepared>map(PhoneCodes.Prepared.Held::new);
        }
        byte[] content = number.value().getBytes(UTF_8);
        var pending = new Enrollment.Pending(
                Method.Kind.PHONE, steps.registration().seal(at, content), steps.now(), true, -1);
        var language =
                steps.registration().person(books, at.account()).profile().language();
        var asked = new PhoneCodes.Asked(at.account(), number, form, language, binding(at, pending));
        return steps.sending(
                books,
                at.at(Step.PROVE_METHOD).with(pending),
                at,
                () -> phoneCodes.prepare(books, asked),
                PhoneCodes.Prepared.Held.class::isInstance);
    }

    private Optional<PhoneNumber> number(Enrollment at) {
        return at.pending().filter(p -> p.kind() == Method.Kind.PHONE).map(pending -> {
            byte[] content = steps.registration().open(at, pending);
            var number = new PhoneNumber(new String(content, UTF_8));
            Arrays.fill(content, (byte) 0);
            return number;
        });
    }

    private static String binding(Enrollment at, Enrollment.Pending pending) {
        return at.id() + "/" + pending.made().toEpochMilli();
    }
}
