package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.ImapId;
import org.sallyport.server.listener.Services;

/// The question of `POST /verify` as a form, for callers that have no JSON at hand: `user`, `password`, `protocol`
/// and, where they are known, `remote_ip` and `client_id`.
final class FormQuestion {
    private static final List<String> WANTED = List.of("user", "password", "protocol", "remote_ip", "client_id");

    private FormQuestion() {}

    static QuestionReader.Reading read(byte[] bytes, int from, int length) {
        var form = FormFields.read(bytes, from, from + length, WANTED);
        if (form.isEmpty()) {
            return unclear("the body needs to be one form with each field once, found something else");
        }
        try {
            return read(form.get());
        } finally {
            form.get().clear();
        }
    }

    private static QuestionReader.Reading read(FormFields form) {
        var user = form.text("user");
        var protocol = form.text("protocol").flatMap(Services::find);
        var literal = form.text("remote_ip").orElse("");
        var source = literal.isEmpty() ? Optional.of(Source.UNKNOWN) : Addresses.source(literal);
        if (protocol.isEmpty()) {
            return unclear("protocol: needs one of " + Services.CHOICE);
        }
        if (source.isEmpty()) {
            return unclear("remote_ip: needs an IPv4 or IPv6 address or nothing, found something else");
        }
        var secret = form.secret("password");
        if (user.isEmpty() || secret.isEmpty()) {
            secret.ifPresent(Secret::close);
            return unclear("user and password: need to be there, found nothing");
        }
        var client = form.text("client_id").flatMap(ImapId::client);
        return new QuestionReader.Reading.Asked(
                new Question(new TypedName(user.get()), secret.get(), protocol.get(), source.get(), client));
    }

    private static QuestionReader.Reading unclear(String sentence) {
        return new QuestionReader.Reading.Unclear(sentence);
    }
}
