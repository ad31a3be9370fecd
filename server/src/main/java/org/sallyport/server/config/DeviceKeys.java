package org.sallyport.server.config;

import java.util.List;
import java.util.Optional;

/// The keys of devices: scanners, scripts and shared mailboxes.
final class DeviceKeys {
    private static final Key<ListenAddress> SUBMISSION = Key.required(
                    "devices.submission",
                    Kinds.LISTEN,
                    "Where devices send their mail, as the card that hands over a device's password tells people to "
                            + "type it in.",
                    "mail.olive.example:465")
            .orNothing("the card says to ask for it");

    static final List<Key<?>> ALL = List.of(SUBMISSION);

    private DeviceKeys() {}

    static Optional<String> submission(Answers answers) {
        return answers.find(SUBMISSION).map(ListenAddress::toString);
    }
}
