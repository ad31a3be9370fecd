package org.sallyport.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.sallyport.bench.town.Resident;
import org.sallyport.bench.town.Town;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Store;
import org.sallyport.server.store.sql.SqlStores;

/// Where a comparison takes place: the repository it measures, and a working folder for data, configurations and logs.
///
/// @param repository with `./sallyport`
/// @param folder empty at the beginning
record Ground(Path repository, Path folder) {
    /// Makes a data folder with a town in it.
    ///
    /// @return its people, in no order
    List<Resident> settle(String name, int accounts, int appPasswordsEach) {
        return found(name, (store, keyset) -> {
            var residents = new ArrayList<>(new Town(store, keyset).settle(accounts, appPasswordsEach));
            Collections.shuffle(residents, new Random(1));
            return residents;
        });
    }

    /// Makes a data folder and lets somebody settle in its store.
    <R> R found(String name, BiFunction<Store, Keyset, R> settling) {
        var data = folder.resolve(name);
        var generator = new SecretGenerator();
        var clock = InstantSource.system();
        try {
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(data.resolve("keys"), mine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var keyset = Keyset.fresh(generator, clock.instant());
        new KeysetFile(data.resolve("keys/keyset")).create(keyset);
        try (var store = SqlStores.embedded(data, keyset, generator, clock)) {
            return settling.apply(store, keyset);
        }
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Questions over HTTP.
    Load http(Door door, Credentials credentials) {
        return new HttpLoad(door, repository.resolve("bench/src/main/lua/ask.lua"), credentials);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
