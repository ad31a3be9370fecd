package org.sallyport.server.telephone;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.outward.Post;

/// Any provider that takes a message in one request by HTTPS; its body is a template. Thread-safe.
final class HttpsTelephone implements Telephone {
    private final Api api;
    private final Wording wording;
    private final Provider provider;

    HttpsTelephone(Api api, Wording wording, Provider provider) {
        this.api = api;
        this.wording = wording;
        this.provider = provider;
    }

    /// What the provider wants to be sent.
    ///
    /// @param call the body that orders a call; empty where it makes none
    record Api(URI url, List<Post.Field> fields, Template text, Optional<Template> call) {
        Api {
            fields = List.copyOf(fields);
        }
    }

    @Override
    public Set<PhoneMessage.Form> forms() {
        return api.call().isPresent() ? EnumSet.allOf(PhoneMessage.Form.class) : EnumSet.of(PhoneMessage.Form.TEXT);
    }

    @Override
    public Fate send(PhoneMessage message) {
        var template = message.form() == PhoneMessage.Form.TEXT
                ? api.text()
                : api.call().orElseThrow();
        var number = message.to().value();
        var values = Map.of(
                "number", number,
                "digits", number.substring(1),
                "code", message.code().reveal(),
                "text", wording.of(message));
        return provider.hand(message, api.url(), api.fields(), template.type(), template.fill(values));
    }
}
