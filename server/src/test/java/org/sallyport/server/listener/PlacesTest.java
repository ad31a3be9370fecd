package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.store.Unavailable;

final class PlacesTest {
    private final House house = new House();
    private Path socket = Path.of("socket");

    @BeforeEach
    void choosePath(@TempDir Path folder) {
        socket = folder.resolve("socket");
        house.places = List.of(unix(socket));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private static Place.Unix unix(Path path) {
        return new Place.Unix(path, PosixFilePermissions.fromString("rw-rw----"), Optional.empty(), Optional.empty());
    }

    private static ServerSocketChannel bind(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    @Test
    void oneListenerAnswersAtSeveralPlaces() throws IOException {
        house.places = List.of(House.loopback(TlsStart.NEVER), House.loopback(TlsStart.NEVER), unix(socket));

        assertThat(house.listener().addresses()).hasSize(3).doesNotHaveDuplicates();
        for (var address : house.listener().addresses()) {
            try (var peer = address instanceof java.net.InetSocketAddress tcp ? Peer.at(tcp) : Peer.at(socket)) {
                assertThat(peer.line()).startsWith("hello ");
            }
        }
    }

    @Test
    void aSocketHasItsModeAndItsCallersHaveNoAddress() throws IOException {
        house.listener();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
        try (var peer = Peer.at(socket)) {
            assertThat(peer.line()).isEqualTo("hello unknown in clear");
        }
    }

    @Test
    void aSocketIsGivenToItsOwner() throws IOException {
        var me = Files.getOwner(socket.getParent()).getName();
        house.places = List.of(new Place.Unix(
                socket, PosixFilePermissions.fromString("rw-------"), Optional.of(me), Optional.empty()));

        house.listener();

        assertThat(Files.getOwner(socket).getName()).isEqualTo(me);
    }

    @Test
    void anOwnerWhomNobodyKnowsStopsTheStartAndLeavesNoSocket() {
        house.places = List.of(new Place.Unix(
                socket,
                PosixFilePermissions.fromString("rw-------"),
                Optional.of("nobody-by-this-name"),
                Optional.empty()));

        assertThatThrownBy(house::listener).isInstanceOf(Unavailable.class).hasMessageContaining("owner");
        assertThat(socket.getParent()).isEmptyDirectory();
    }

    @Test
    void aSocketGoesWhenTheListenerCloses() {
        house.listener().close();

        assertThat(socket.getParent()).isEmptyDirectory();
    }

    @Test
    void aSocketThatNobodyAnswersAtIsReplaced() throws IOException {
        bind(socket).close();
        assertThat(socket).exists();

        house.listener();

        try (var peer = Peer.at(socket)) {
            assertThat(peer.line()).startsWith("hello ");
        }
    }

    @Test
    void aSocketThatAnotherProgramAnswersAtIsLeftAlone() throws IOException {
        try (var other = bind(socket)) {
            assertThatThrownBy(house::listener)
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("unix:" + socket
                            + " is unavailable: another program answers there; stop it or choose another path");
            assertThat(other.isOpen()).isTrue();
        }
        assertThat(socket).exists();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(socket, "dear");

        assertThatThrownBy(house::listener).isInstanceOf(Unavailable.class).hasMessageContaining("no socket");
        assertThat(socket).hasContent("dear");
    }

    @Test
    void anotherProgramsSocketStaysWhenTheListenerCloses() throws IOException {
        house.listener();
        Files.delete(socket);
        try (var _ = bind(socket)) {
            house.listener().close();

            assertThat(socket).exists();
        }
    }

    @Test
    void aPathThatTheKernelCannotHoldIsRefused() {
        house.places = List.of(unix(socket.resolveSibling("x".repeat(200))));

        assertThatThrownBy(house::listener).isInstanceOf(Unavailable.class).hasMessageContaining("bytes at most");
    }

    @Test
    void onePlaceThatCannotBeHadOpensNone() throws IOException {
        Files.writeString(socket, "dear");
        var other = socket.resolveSibling("other");
        house.places = List.of(unix(other), unix(socket));

        assertThatThrownBy(house::listener).isInstanceOf(Unavailable.class);
        assertThat(other).doesNotExist();
    }
}
