/// A real directory that accounts come from: OpenLDAP's slapd.
///
/// Owns starting a private one, filling it and changing what stands in it.
/// Never tells it anything that an operator would not, and never asks Sallyport anything but what its people do.
/// Called by Maven. Hands over to the demo of the harness and to Debian's packages.
@NullMarked
package org.sallyport.acceptance.source;

import org.jspecify.annotations.NullMarked;
