package org.sallyport.server.main;

import java.net.SocketAddress;
import java.util.List;

/// An open listener.
///
/// @param name as the log calls it
/// @param close answers what has been asked, and closes; may be called twice
record Door(String name, List<? extends SocketAddress> addresses, Runnable close) {}
