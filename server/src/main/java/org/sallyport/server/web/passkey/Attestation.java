package org.sallyport.server.web.passkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Attestation objects without an attestation (WebAuthn Level 3 sections 6.5.4 and 8.7).
final class Attestation {
    private static final CBORMapper CBOR = CBORMapper.shared();
    private static final int SHORT = 0x58;
    private static final int LONG = 0x59;

    private Attestation() {}

    /// An attestation object with the authenticator data alone.
    static byte[] none(byte[] authenticatorData) {
        var cbor = new ByteArrayOutputStream();
        cbor.write(0xa3);
        text(cbor, "fmt");
        text(cbor, "none");
        text(cbor, "attStmt");
        cbor.write(0xa0);
        text(cbor, "authData");
        if (authenticatorData.length > 0xff) {
            cbor.write(LONG);
            cbor.write(authenticatorData.length >> Byte.SIZE);
        } else {
            cbor.write(SHORT);
        }
        cbor.write(authenticatorData.length);
        cbor.writeBytes(authenticatorData);
        return cbor.toByteArray();
    }

    /// The same object without its attestation, which nobody asked for and nobody reads.
    ///
    /// @throws IllegalArgumentException when it holds no authenticator data
    /// @throws tools.jackson.core.JacksonException when it cannot be read at all
    static byte[] takenOff(byte[] attestationObject) {
        var data = CBOR.readTree(attestationObject).path("authData");
        if (!data.isBinary()) {
            throw new IllegalArgumentException("an attestation object holds authenticator data");
        }
        return none(data.binaryValue());
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 + text.length());
        cbor.writeBytes(text.getBytes(US_ASCII));
    }
}
