package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.config.Settings;
import org.sallyport.server.store.sql.SqlStore;

/// What an organisation's Sallyport consists of when nothing runs: data folder, keyset, store.
///
/// @param keysetFile where the keyset was read from
/// @param keysetWatch takes up what has become of it since
record Installation(
        Settings settings,
        KeysetFile keysetFile,
        Keyset keyset,
        KeysetWatch keysetWatch,
        SqlStore store,
        SecretGenerator generator,
        InstantSource clock)
        implements AutoCloseable {

    /// What to do where nothing is there yet.
    enum Absent {
        /// It is the first start: make everything.
        MAKE,
        /// The command is of no use then.
        REFUSE
    }

    /// Opens what is there, or makes it.
    ///
    /// @throws Failure when it cannot, with what to do
    static Installation open(Settings settings, InstantSource clock, Absent absent) {
        var generator = new SecretGenerator();
        var file = new KeysetFile(settings.places().keyset());
        if (!file.exists()) {
            if (StoreWiring.exists(settings)) {
                throw Failure.because(
                        "sallyport: the database " + StoreWiring.name(settings)
                                + " exists, but its keyset " + settings.places().keyset()
                                + " does not. Put the keyset back from its backup: nothing in the database is of use without it.");
            }
            if (absent == Absent.REFUSE) {
                throw Failure.because("sallyport: there is nothing in "
                        + settings.places().data() + " yet. The first start (./sallyport serve) makes it.");
            }
        }
        prepare(settings.places().data());
        if (!file.exists()) {
            prepare(parent(settings.places().keyset()));
            file.create(Keyset.fresh(generator, clock.instant()));
        }
        var keyset = file.read();
        var watch = new KeysetWatch(settings.places().keyset(), file, keyset);
        keyset.whenUnknown(watch::takeUpWhatCanBeRead);
        return new Installation(
                settings, file, keyset, watch, StoreWiring.open(settings, keyset, generator, clock), generator, clock);
    }

    /// Makes a folder that only its owner can open, and makes sure that it can be written to.
    static void prepare(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw Failure.because("sallyport: the folder " + folder + " cannot be made ("
                    + e.getClass().getSimpleName() + "). Make it and give it to the user that Sallyport runs as.");
        }
        if (!Files.isDirectory(folder)) {
            throw Failure.because("sallyport: " + folder + " is not a folder.");
        }
        if (!Files.isWritable(folder)) {
            throw Failure.because("sallyport: the folder " + folder
                    + " cannot be written to. Give it to the user that Sallyport runs as.");
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private static Path parent(Path file) {
        var folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }
}
