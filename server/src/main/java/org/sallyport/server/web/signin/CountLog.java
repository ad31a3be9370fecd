package org.sallyport.server.web.signin;

import org.sallyport.core.account.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator of a passkey whose count went back, which is how a copy that nobody knows of looks.
final class CountLog {
    private static final Logger LOG = LoggerFactory.getLogger(CountLog.class);

    private CountLog() {}

    static void note(AccountId account, boolean countedBack) {
        if (countedBack) {
            LOG.atWarn()
                    .setMessage("passkey.count-went-back")
                    .addKeyValue("account", account)
                    .log();
        }
    }
}
