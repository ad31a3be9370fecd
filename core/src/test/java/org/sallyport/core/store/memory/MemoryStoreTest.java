package org.sallyport.core.store.memory;

import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.contract.StoreContract;

class MemoryStoreTest implements StoreContract {
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());

    @Override
    public Store store() {
        return store;
    }
}
