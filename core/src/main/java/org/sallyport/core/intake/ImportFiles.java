package org.sallyport.core.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.sallyport.core.directory.ImportEffect;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.Books;

/// How imports are kept: content and file sealed, the file packed before.
record ImportFiles(Seal seal) {
    PeopleImport open(Job job) {
        return new PeopleImport(job, ImportContent.read(seal.open(ofContent(job.id()), job.content())));
    }

    byte[] sealed(JobId id, ImportContent content) {
        return seal.seal(ofContent(id), content.bytes());
    }

    byte[] sealed(JobId id, byte[] file) {
        return seal.seal(ofFile(id), packed(file));
    }

    Optional<byte[]> find(Books books, JobId id) {
        return JobFiles.in(books).find(id).map(kept -> unpacked(seal.open(ofFile(id), kept)));
    }

    /// Keeps what an import did in the place of its file.
    void keep(Books books, JobId id, ImportEffect effect) {
        JobFiles.in(books).put(id, sealed(id, EffectText.bytes(effect)));
    }

    Optional<ImportEffect> effect(Books books, JobId id) {
        return find(books, id).map(EffectText::read);
    }

    private static Seal.Place ofContent(JobId id) {
        return new Seal.Place("job", "content", id.toString());
    }

    private static Seal.Place ofFile(JobId id) {
        return new Seal.Place("job_file", "content", id.toString());
    }

    private static byte[] packed(byte[] clear) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(clear);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is written to", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("what was sealed is whole", e);
        }
    }
}
