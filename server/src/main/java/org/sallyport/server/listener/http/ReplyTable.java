package org.sallyport.server.listener.http;

import org.sallyport.core.verify.Verdict;

/// What each verdict is answered with. Neither why an answer is no nor why it has to wait crosses the wire.
interface ReplyTable {
    Reply to(Verdict verdict);
}
