package org.sallyport.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.core.secret.Secret;

/// How codes reach telephones.
///
/// @param countries ISO 3166 codes of the countries whose numbers get any; not empty, the usual one first
/// @param unansweredInRange how many messages to ten thousand neighbouring numbers may stay unanswered within a day
/// @param perDay how many messages there may be within a day
/// @param networks that are not public and in which the provider is all the same
public record Phone(
        Provider provider, List<String> countries, int unansweredInRange, int perDay, List<Network> networks) {
    public Phone {
        countries = List.copyOf(countries);
        networks = List.copyOf(networks);
    }

    /// Who sends them.
    public sealed interface Provider {
        /// Twilio, or whoever has its API.
        ///
        /// @param url of the API, without a path
        record Twilio(URI url, String account, Secret token, String from, boolean calls) implements Provider {}

        /// Any provider that takes a message in one request.
        ///
        /// @param contentType `application/json` or `application/x-www-form-urlencoded`
        /// @param body what is posted for a text, with places for the message
        /// @param callBody what is posted for a call; empty where it makes none
        record Https(URI url, List<Header> headers, String contentType, String body, Optional<String> callBody)
                implements Provider {
            public Https {
                headers = List.copyOf(headers);
            }
        }

        /// A carrier or gateway with SMPP 3.4.
        record Smpp(
                String host, int port, boolean tls, String systemId, Secret password, String systemType, String from)
                implements Provider {}
    }

    /// A header line of a request; what it says may be a secret.
    public record Header(String name, Secret value) {}
}
