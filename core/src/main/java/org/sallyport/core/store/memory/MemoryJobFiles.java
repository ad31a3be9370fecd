package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;

final class MemoryJobFiles implements JobFiles {
    private final Rows<String, byte[]> rows;

    MemoryJobFiles(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(JobId job, byte[] sealed) {
        rows.put(job.toString(), sealed.clone());
    }

    @Override
    public Optional<byte[]> find(JobId job) {
        return rows.find(job.toString()).map(byte[]::clone);
    }

    @Override
    public void remove(JobId job) {
        rows.remove(job.toString());
    }
}
