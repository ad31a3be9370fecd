package org.sallyport.server.listener.postfix;

import org.sallyport.server.listener.ListenerSettings;

/// What the listener of the policy protocol is told by the configuration.
///
/// @param listener where it listens, for this machine or a network of servers only: whoever reaches it may ask
/// @param asker what the log calls whoever asks here
public record PostfixSettings(ListenerSettings listener, String asker) {}
