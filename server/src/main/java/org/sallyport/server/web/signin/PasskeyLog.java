package org.sallyport.server.web.signin;

import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.signin.PasskeyStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator of what is odd about a passkey: its count went back, which is how a copy that nobody knows of
/// looks; or a clock was ahead when it was used last.
final class PasskeyLog {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeyLog.class);

    private PasskeyLog() {}

    static void note(AccountId account, Set<PasskeyStep.Sign> signs) {
        if (signs.contains(PasskeyStep.Sign.COUNTED_BACK)) {
            LOG.atWarn()
                    .setMessage("passkey.count-went-back")
                    .addKeyValue("account", account)
                    .log();
        }
        if (signs.contains(PasskeyStep.Sign.CLOCK_WAS_AHEAD)) {
            LOG.atWarn()
                    .setMessage("passkey.clock-was-ahead")
                    .addKeyValue("account", account)
                    .log();
        }
    }
}
