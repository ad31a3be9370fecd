package org.sallyport.server.config;

import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// A system that writes people and groups here, by SCIM.
///
/// @param token by which it is known
public record ScimSource(SourceName name, Secret token, Merge merge) {}
