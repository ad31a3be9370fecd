package org.sallyport.core.apppassword;

import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

/// Where an app password was refused because its first use had tied it to something else.
///
/// @param network the [neighbourhood][org.sallyport.core.caller.Source#neighbourhood] of the app
public record Elsewhere(Protocol.Family family, Network network) {}
