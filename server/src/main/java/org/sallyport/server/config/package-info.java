/// The configuration file: one YAML file in, typed settings or every problem at once out.
///
/// Owns the declaration of every key (type, default, meaning, example), from which the reader, `check --explain`
/// and docs/configuration.md are made. Secrets come in by reference only and are never printed.
/// Never decides what follows from a setting; it opens no port and no database.
/// Called by `main`, which hands the settings over to the capabilities.
@NullMarked
package org.sallyport.server.config;

import org.jspecify.annotations.NullMarked;
