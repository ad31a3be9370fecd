package org.sallyport.core.device;

/// What came of making a device.
public sealed interface Creating {
    record Created(Device device) implements Creating {}

    /// A person or another device has this name.
    record NameTaken() implements Creating {}

    /// Nobody has this name, or they cannot be told anything: the account is disabled, or a device.
    record NoSuchOwner() implements Creating {}
}
