package org.sallyport.server.listener.dovecot;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;

/// The socket on which a server asks whether an account exists.
///
/// @param place a socket in the file system and nothing else: whoever reaches it can try names
public record UserdbSettings(Place.Unix place, Caps caps, Deadlines deadlines) {
    ListenerSettings listener() {
        return new ListenerSettings("userdb", List.of(place), Optional.empty(), Networks.ANY, caps, deadlines);
    }
}
