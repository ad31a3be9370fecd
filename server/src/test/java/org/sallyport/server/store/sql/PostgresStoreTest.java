package org.sallyport.server.store.sql;

import org.junit.jupiter.api.AfterEach;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.contract.StoreContract;

class PostgresStoreTest implements StoreContract, LooksBesideWriters {
    private static final PostgresSettings DATABASE = PostgresServer.shared().newDatabase();

    private final SqlStore store =
            SqlStores.postgres(DATABASE, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());

    @AfterEach
    void empty() {
        store.close();
        PostgresServer.shared().execute(DATABASE, "drop schema public cascade; create schema public");
    }

    @Override
    public Store store() {
        return store;
    }
}
