package org.sallyport.server.web.signin;

import java.util.List;
import org.sallyport.core.method.Method;
import org.sallyport.server.web.Visitor;

/// A way to prove the second factor. It has a page of its own at `/second-factor/<code>` and a text `second.way.<code>`
/// that leads there from the pages of the other ways.
public interface FactorPage {
    /// What its address ends with: the code of the kind of method that is proved there, where it is one.
    String code();

    /// The name of its template.
    default String template() {
        return code();
    }

    /// Whether this visitor can prove something there.
    ///
    /// @param held the visitor's methods
    boolean isOpenTo(Visitor visitor, List<Method> held);
}
