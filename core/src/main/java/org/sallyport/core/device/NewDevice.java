package org.sallyport.core.device;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Label;

/// A device that is to be made.
///
/// @param name what people call it: "Scanner, second floor"
public record NewDevice(Username username, Label name, AccountId owner, DeviceLimits limits) {}
