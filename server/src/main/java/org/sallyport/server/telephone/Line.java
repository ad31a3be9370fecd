package org.sallyport.server.telephone;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.core.caller.Network;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.config.Phone;
import org.sallyport.server.outward.Post;
import org.sallyport.server.outward.Reach;

/// The way to the provider that the configuration names, open until it is closed.
public final class Line implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Telephone telephone;
    private final Runnable hangUp;

    private Line(Telephone telephone, Runnable hangUp) {
        this.telephone = telephone;
        this.hangUp = hangUp;
    }

    /// Opens the way; connects at once where the protocol keeps a connection.
    public static Line open(Phone settings, Wording wording) {
        return open(settings, wording, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param tls makes TLS connections; whose certificates it trusts is its matter
    static Line open(Phone settings, Wording wording, SSLSocketFactory tls) {
        var networks = settings.networks();
        return switch (settings.provider()) {
            case Phone.Provider.Twilio twilio -> {
                var provider = provider(reach(networks).towards(twilio.url().getHost()), tls);
                yield new Line(new TwilioTelephone(account(twilio), wording, provider), () -> {});
            }
            case Phone.Provider.Https https -> {
                var provider = provider(reach(networks).towards(https.url().getHost()), tls);
                yield new Line(new HttpsTelephone(api(https), wording, provider), () -> {});
            }
            case Phone.Provider.Smpp smpp -> {
                var reach = reach(networks).towards(smpp.host());
                var telephone = new SmppTelephone(carrier(smpp), wording, reach, tls);
                telephone.start();
                yield new Line(telephone, telephone::close);
            }
        };
    }

    public Telephone telephone() {
        return telephone;
    }

    @Override
    public void close() {
        hangUp.run();
    }

    private static Reach reach(List<Network> networks) {
        return new Reach("telephone", "phone.networks", networks);
    }

    private static Provider provider(Reach reach, SSLSocketFactory tls) {
        return new Provider(new Post(reach, tls, PATIENCE));
    }

    private static TwilioTelephone.Account account(Phone.Provider.Twilio twilio) {
        return new TwilioTelephone.Account(
                twilio.url(), twilio.account(), twilio.token(), twilio.from(), twilio.calls());
    }

    private static HttpsTelephone.Api api(Phone.Provider.Https https) {
        var fields = https.headers().stream()
                .map(header -> new Post.Field(header.name(), header.value().reveal()))
                .toList();
        return new HttpsTelephone.Api(
                https.url(),
                fields,
                template(https.contentType(), https.body()),
                https.callBody().map(body -> template(https.contentType(), body)));
    }

    private static Template template(String type, String text) {
        return Template.parse(type, text)
                .orElseThrow(() -> new IllegalArgumentException("the body of the request is not " + type));
    }

    private static SmppTelephone.Carrier carrier(Phone.Provider.Smpp smpp) {
        return new SmppTelephone.Carrier(
                smpp.host(), smpp.port(), smpp.tls(), smpp.systemId(), smpp.password(), smpp.systemType(), smpp.from());
    }
}
