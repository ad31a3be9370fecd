package org.sallyport.server.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.outward.Post;

/// A provider with Twilio's REST API of 2010-04-01: messages, and calls that read TwiML out. Thread-safe.
final class TwilioTelephone implements Telephone {
    private final Account account;
    private final Wording wording;
    private final Provider provider;

    TwilioTelephone(Account account, Wording wording, Provider provider) {
        this.account = account;
        this.wording = wording;
        this.provider = provider;
    }

    /// An account at the provider.
    ///
    /// @param url of the API, without a path
    /// @param from a number of the account, or the name that texts come from
    /// @param calls whether the number makes calls
    record Account(URI url, String sid, Secret token, String from, boolean calls) {}

    @Override
    public Set<PhoneMessage.Form> forms() {
        return account.calls() ? EnumSet.allOf(PhoneMessage.Form.class) : EnumSet.of(PhoneMessage.Form.TEXT);
    }

    @Override
    public Fate send(PhoneMessage message) {
        var form = new LinkedHashMap<String, String>();
        form.put("To", message.to().value());
        form.put("From", account.from());
        switch (message.form()) {
            case TEXT -> form.put("Body", wording.of(message));
            case CALL -> form.put("Twiml", twiml(message));
        }
        var resource = message.form() == PhoneMessage.Form.TEXT ? "Messages" : "Calls";
        var url = account.url().resolve("/2010-04-01/Accounts/" + account.sid() + "/" + resource + ".json");
        return provider.hand(message, url, List.of(authorization()), "application/x-www-form-urlencoded", form(form));
    }

    private String twiml(PhoneMessage message) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("Response");
            xml.writeStartElement("Say");
            xml.writeAttribute("language", Wording.voice(message.language()));
            xml.writeCharacters(wording.of(message));
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("the JDK writes XML", impossible);
        }
    }

    private Post.Field authorization() {
        var pair = account.sid() + ":" + account.token().reveal();
        return new Post.Field("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
