/// The configuration file from outside: what good files mean and what exactly is said about bad ones.
///
/// Owns the folder `badconfigs`, in which every broken file stands beside its exact messages.
/// Never reads the environment of the machine it runs on.
@NullMarked
package org.sallyport.server.config;

import org.jspecify.annotations.NullMarked;
