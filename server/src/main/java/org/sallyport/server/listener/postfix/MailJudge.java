package org.sallyport.server.listener.postfix;

import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailQuestion;

/// Who says whether mail may go on. Thread-safe.
@FunctionalInterface
public interface MailJudge {
    /// May block.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    MailAnswer judge(MailQuestion question);
}
