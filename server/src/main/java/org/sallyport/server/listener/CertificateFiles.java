package org.sallyport.server.listener;

import java.nio.file.Path;

/// Where a listener's certificate lies. Both files are read again when either changes.
///
/// @param certificate PEM: the server's own certificate first, then what it was signed with
/// @param key PEM: PKCS #8, not encrypted
public record CertificateFiles(Path certificate, Path key) {}
