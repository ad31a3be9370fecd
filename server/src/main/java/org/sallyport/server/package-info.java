/// Sallyport as a program: listeners, pages, stores, directories, notifications, configuration, command line.
///
/// This package itself owns nothing; each sub-package is one capability, and only
/// {@link org.sallyport.server.main} sees all of them. What may see what is written down in ARCHITECTURE.md
/// and enforced by `ArchitectureTest`.
@NullMarked
package org.sallyport.server;

import org.jspecify.annotations.NullMarked;
