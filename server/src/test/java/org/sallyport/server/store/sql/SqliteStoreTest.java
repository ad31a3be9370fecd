package org.sallyport.server.store.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.contract.StoreContract;

class SqliteStoreTest implements StoreContract, LooksBesideWriters {
    private final SqlStore store;

    SqliteStoreTest(@TempDir Path folder) {
        store = SqlStores.embedded(folder, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
