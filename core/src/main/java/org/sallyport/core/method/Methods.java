package org.sallyport.core.method;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of registered second factors.
public interface Methods {
    static Methods in(Books books) {
        return books.book(Methods.class);
    }

    /// @throws IllegalArgumentException when another account, or this one, holds a passkey with the same credential id
    void add(Method method);

    /// In the order that their owner gave them (see [#prefer]), which is that of registration to begin with. The first
    /// one is asked for unless its owner chooses another.
    List<Method> heldBy(AccountId account);

    /// Accepts a time step of an authenticator app if it is later than every step accepted before: one conditional
    /// write, so that of any number of attempts with the same code, on any number of nodes, exactly one succeeds.
    ///
    /// @return false when this step or a later one was accepted before
    boolean advance(MethodId id, long step);

    /// Gives a method of this account another name.
    ///
    /// @return false when the account holds no such method
    boolean rename(AccountId account, MethodId id, String label);

    /// Puts a method of this account before all its others.
    ///
    /// @return false when the account holds no such method
    boolean prefer(AccountId account, MethodId id);

    /// Removes a method of this account.
    ///
    /// @return false when the account holds no such method
    boolean remove(AccountId account, MethodId id);
}
