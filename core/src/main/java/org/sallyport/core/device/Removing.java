package org.sallyport.core.device;

/// What came of deleting a device.
public enum Removing {
    DELETED,
    /// It needs a second admin, and waits for one. Nothing has changed.
    PROPOSED,
    NO_SUCH_DEVICE
}
