package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.Place;

final class UserdbListenerTest {
    private static final Username ELENI = Username.parse("eleni").orElseThrow();

    @TempDir
    Path folder;

    private String asked(String name, Residents residents) throws IOException {
        var socket = folder.resolve("userdb");
        var mode = PosixFilePermissions.fromString("rw-------");
        var place = new Place.Unix(socket, mode, Optional.empty(), Optional.empty());
        try (var listener = UserdbListener.open(new UserdbSettings(place, Caps.DEFAULT, Deadlines.DEFAULT), residents);
                var chasquid = Peer.at(socket)) {
            assertThat(listener.addresses()).hasSize(1);
            assertThat(chasquid.line()).startsWith("VERSION\t");
            assertThat(chasquid.line()).startsWith("SPID\t");
            return chasquid.send("VERSION\t1\t1\nUSER\t1\t" + name + "\tservice=smtp\n")
                    .line();
        }
    }

    @Test
    void anAccountIsFound() throws IOException {
        assertThat(asked("eleni", ELENI::equals)).isEqualTo("USER\t1\teleni");
    }

    @Test
    void whoeverHasNoAccountIsNotFound() throws IOException {
        assertThat(asked("maria", ELENI::equals)).isEqualTo("NOTFOUND\t1");
        assertThat(asked("", ELENI::equals)).isEqualTo("NOTFOUND\t1");
    }

    @Test
    void aStoreThatIsAwayIsNotTheAbsenceOfAnAccount() throws IOException {
        Residents away = _ -> {
            throw new Unavailable("store", "it was taken away");
        };

        assertThat(asked("eleni", away)).isEqualTo("FAIL\t1\tcode=temp_fail");
    }
}
