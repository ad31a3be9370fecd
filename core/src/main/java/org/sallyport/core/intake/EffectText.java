package org.sallyport.core.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.directory.ImportEffect;

/// What an import did, as bytes: what it changed as it was before, of whoever was added nothing but the account.
final class EffectText {
    /// No table in UTF-8 begins like this: neither is taken for the other.
    private static final int MARK = 0xFF00_0001;

    private EffectText() {}

    static byte[] bytes(ImportEffect effect) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeInt(effect.people().size());
            for (var one : effect.people()) {
                out.writeUTF(one.account().toString());
                out.writeLong(one.revision());
                out.writeBoolean(one.before().isPresent());
                if (one.before().isPresent()) {
                    write(out, one.before().get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory is written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Profile profile) throws IOException {
        out.writeUTF(profile.displayName());
        out.writeUTF(profile.language().toLanguageTag());
        out.writeInt(profile.groups().size());
        for (var group : profile.groups()) {
            out.writeUTF(group.value());
        }
    }

    static ImportEffect read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MARK) {
                throw new IllegalStateException("what is kept of an import says nothing of what it did");
            }
            int count = in.readInt();
            var people = new ArrayList<ImportEffect.One>();
            for (int i = 0; i < count; i++) {
                var account = AccountId.parse(in.readUTF()).orElseThrow();
                long revision = in.readLong();
                var before = in.readBoolean() ? Optional.of(profile(in)) : Optional.<Profile>empty();
                people.add(new ImportEffect.One(account, revision, before));
            }
            return new ImportEffect(people);
        } catch (IOException e) {
            throw new UncheckedIOException("what was sealed is whole", e);
        }
    }

    private static Profile profile(DataInputStream in) throws IOException {
        var name = in.readUTF();
        var language = Locale.forLanguageTag(in.readUTF());
        int count = in.readInt();
        var groups = new HashSet<GroupName>();
        for (int i = 0; i < count; i++) {
            groups.add(new GroupName(in.readUTF()));
        }
        return new Profile(name, language, groups);
    }
}
