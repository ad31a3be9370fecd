package org.sallyport.server.listener;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.store.Unavailable;

/// The file of a socket. It appears under its name with its mode and owner set, so that nobody who may not connect ever
/// can; it takes the place of one that nobody answers at any more, and of nothing else.
final class SocketFile {
    /// `sun_path` of the kernel holds 108 bytes with the NUL behind them.
    private static final int LONGEST_PATH = 107;

    private static final String UNFINISHED = ".new";

    private final Place.Unix place;
    private @Nullable Object inode;

    SocketFile(Place.Unix place) {
        this.place = place;
    }

    /// Where to bind; [#publish] must follow.
    ///
    /// @throws Unavailable when something else stands there, or another program answers
    Path prepare() {
        var unfinished = unfinished();
        if (unfinished.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new Unavailable(
                    place.toString(), "its path may have " + (LONGEST_PATH - UNFINISHED.length()) + " bytes at most");
        }
        try {
            refuseWhatIsNoStaleSocket(place.path());
            refuseWhatIsNoStaleSocket(unfinished);
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new Unavailable(place.toString(), e);
        }
        return unfinished;
    }

    /// Gives the bound socket its mode, owner and name.
    void publish() {
        var unfinished = unfinished();
        try {
            var view = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
            var people = unfinished.getFileSystem().getUserPrincipalLookupService();
            if (place.group().isPresent()) {
                view.setGroup(people.lookupPrincipalByGroupName(place.group().get()));
            }
            if (place.owner().isPresent()) {
                view.setOwner(people.lookupPrincipalByName(place.owner().get()));
            }
            view.setPermissions(place.mode());
            inode = inodeOf(unfinished);
            Files.move(unfinished, place.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Unavailable(place + " with its mode, owner and group", e);
        }
    }

    /// Removes the file, unless another program has put its own there since.
    void remove() {
        try {
            Files.deleteIfExists(unfinished());
            if (inode != null && inode.equals(inodeOf(place.path()))) {
                Files.delete(place.path());
            }
        } catch (IOException gone) {
            // The next start replaces it.
        }
    }

    private Path unfinished() {
        return place.path().resolveSibling(place.path().getFileName() + UNFINISHED);
    }

    private void refuseWhatIsNoStaleSocket(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isOther()) {
            throw new Unavailable(place.toString(), "a file that is no socket stands there; move it away");
        }
        if (isAnswered(path)) {
            throw new Unavailable(place.toString(), "another program answers there; stop it or choose another path");
        }
    }

    private static boolean isAnswered(Path path) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (java.net.ConnectException refused) {
            return false;
        }
    }

    private static @Nullable Object inodeOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
