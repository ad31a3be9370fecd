package org.sallyport.server.listener;

import java.util.List;

/// What a listener shows callers that speak TLS.
///
/// @param certificates at least one; the first is for callers that name no server, or none that a certificate is for
/// @param applicationProtocols the names of this protocol in ALPN (RFC 7301), none where it has none. A caller that
///     offers names, and none of these, wanted another server and is refused.
public record TlsSettings(List<CertificateFiles> certificates, List<String> applicationProtocols) {
    public TlsSettings {
        certificates = List.copyOf(certificates);
        applicationProtocols = List.copyOf(applicationProtocols);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("TLS needs a certificate");
        }
    }
}
