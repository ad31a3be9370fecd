package org.sallyport.core.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.ImportOutlook;
import org.sallyport.core.directory.ImportReport;

/// What the job of an import says.
///
/// @param seen what a node found out that it would do; of the bad rows at most [#MOST_BAD]
/// @param bad how many bad rows there are
/// @param order who said that it is to be done, and why
public record ImportContent(Optional<ImportOutlook> seen, int bad, Optional<Order> order, Note note) {
    /// So many bad rows are kept by name.
    public static final int MOST_BAD = 1_000;

    static final ImportContent NEW = new ImportContent(Optional.empty(), 0, Optional.empty(), Note.NONE);

    /// That it is to be done.
    public record Order(AccountId by, Reason why) {}

    /// What there is to say besides.
    public enum Note {
        NONE,
        /// The people, or what the file would do to them, were otherwise when it was to be done.
        CHANGED_MEANWHILE,
        /// Whoever said that it is to be done may not any more.
        NOT_ALLOWED,
        /// It was tried several times and broke off each time.
        TRIED_IN_VAIN,
        /// Nobody said within a day that it is to be done.
        NOBODY_SAID
    }

    /// What was found out, with what was said before left aside.
    ImportContent with(ImportOutlook found) {
        var report = found.report();
        var some = report.bad().stream().limit(MOST_BAD).toList();
        var kept = new ImportReport(report.added(), report.changed(), report.unchanged(), some);
        var seen =
                new ImportOutlook(kept, found.fingerprint(), found.needMfa(), found.newlyNeed(), found.noLongerNeed());
        return new ImportContent(Optional.of(seen), report.bad().size(), Optional.empty(), note);
    }

    ImportContent with(Order wanted) {
        return new ImportContent(seen, bad, Optional.of(wanted), Note.NONE);
    }

    ImportContent with(Note said) {
        return new ImportContent(seen, bad, order, said);
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(note.name());
            out.writeInt(bad);
            out.writeBoolean(order.isPresent());
            if (order.isPresent()) {
                out.writeUTF(order.get().by().toString());
                out.writeUTF(order.get().why().value());
            }
            out.writeBoolean(seen.isPresent());
            if (seen.isPresent()) {
                write(out, seen.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, ImportOutlook seen) throws IOException {
        var report = seen.report();
        out.writeInt(report.added());
        out.writeInt(report.changed());
        out.writeInt(report.unchanged());
        out.writeInt(report.bad().size());
        for (var one : report.bad()) {
            out.writeInt(one.line());
            out.writeUTF(one.column());
            out.writeUTF(one.why().name());
        }
        out.writeUTF(seen.fingerprint());
        out.writeInt(seen.needMfa());
        out.writeInt(seen.newlyNeed());
        out.writeInt(seen.noLongerNeed());
    }

    static ImportContent read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var note = Note.valueOf(in.readUTF());
            int bad = in.readInt();
            var order = in.readBoolean()
                    ? Optional.of(new Order(AccountId.parse(in.readUTF()).orElseThrow(), new Reason(in.readUTF())))
                    : Optional.<Order>empty();
            var seen = in.readBoolean() ? Optional.of(outlook(in)) : Optional.<ImportOutlook>empty();
            return new ImportContent(seen, bad, order, note);
        } catch (IOException e) {
            throw new UncheckedIOException("what was sealed is whole", e);
        }
    }

    private static ImportOutlook outlook(DataInputStream in) throws IOException {
        int added = in.readInt();
        int changed = in.readInt();
        int unchanged = in.readInt();
        int count = in.readInt();
        var bad = new ArrayList<ImportReport.Bad>();
        for (int i = 0; i < count; i++) {
            bad.add(new ImportReport.Bad(in.readInt(), in.readUTF(), ImportReport.Why.valueOf(in.readUTF())));
        }
        return new ImportOutlook(
                new ImportReport(added, changed, unchanged, bad),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }
}
