package org.sallyport.core.recovery;

import java.util.List;
import org.sallyport.core.secret.Secret;

/// What came of wanting new recovery codes.
public sealed interface Sheet {
    /// New codes, to be shown once and then closed; the earlier ones are worth nothing any more.
    record Made(List<Secret> codes) implements Sheet {
        public Made {
            codes = List.copyOf(codes);
        }
    }

    /// A second factor has to be proved first: the last proof is too old.
    record StepUpNeeded() implements Sheet {}

    /// What asked for them had been answered before.
    record AlreadyMade() implements Sheet {}

    /// No second factor is in force, and recovery codes alone are none.
    record NotInForce() implements Sheet {}
}
