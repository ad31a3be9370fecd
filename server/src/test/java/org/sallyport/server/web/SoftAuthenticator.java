package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.sallyport.core.secret.SecretGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser with an authenticator that keeps one passkey: ES256, without attestation.
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ELIGIBLE = 0x08;
    private static final int INCLUDED = 0x40;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KeyPair keys = newKeys();
    private byte[] id = new SecretGenerator().bytes(32);
    private String userHandle = "";
    private int flags = PRESENT | VERIFIED | ELIGIBLE;
    private long count;

    /// One that has no PIN and asks for no finger.
    public SoftAuthenticator withoutUserVerification() {
        flags &= ~VERIFIED;
        return this;
    }

    /// One that says that it cannot be copied.
    public SoftAuthenticator bound() {
        flags &= ~ELIGIBLE;
        return this;
    }

    /// What it counts from now on.
    public SoftAuthenticator counting(long next) {
        count = next;
        return this;
    }

    public SoftAuthenticator withIdOf(int bytes) {
        id = new SecretGenerator().bytes(bytes);
        return this;
    }

    /// Says another handle than the one it was given.
    public SoftAuthenticator sayingHandle(String other) {
        userHandle = other;
        return this;
    }

    public String userHandle() {
        return userHandle;
    }

    /// `navigator.credentials.create()`
    public String create(String options, String origin) {
        var asked = JSON.readTree(options);
        userHandle = asked.at("/user/id").asString();
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var data = new ByteArrayOutputStream();
        data.writeBytes(head(asked.at("/rp/id").asString(), flags | INCLUDED));
        data.writeBytes(new byte[16]);
        data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        data.writeBytes(id);
        data.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20});
        data.writeBytes(coordinate(point.getAffineX()));
        data.writeBytes(new byte[] {0x22, 0x58, 0x20});
        data.writeBytes(coordinate(point.getAffineY()));
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        name(object, "fmt");
        name(object, "none");
        name(object, "attStmt");
        object.write(0xa0);
        name(object, "authData");
        object.write(0x59);
        object.writeBytes(ByteBuffer.allocate(2).putShort((short) data.size()).array());
        object.writeBytes(data.toByteArray());
        return credential(Map.of(
                "clientDataJSON",
                text(clientData("webauthn.create", asked, origin)),
                "attestationObject",
                text(object.toByteArray())));
    }

    /// `navigator.credentials.get()`
    public String get(String options, String origin) {
        var asked = JSON.readTree(options);
        byte[] clientData = clientData("webauthn.get", asked, origin);
        byte[] data = head(asked.at("/rpId").asString(), flags);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(clientData));
            return credential(Map.of(
                    "clientDataJSON",
                    text(clientData),
                    "authenticatorData",
                    text(data),
                    "signature",
                    text(signature.sign()),
                    "userHandle",
                    userHandle));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void name(ByteArrayOutputStream cbor, String name) {
        cbor.write(0x60 + name.length());
        cbor.writeBytes(name.getBytes(UTF_8));
    }

    private byte[] head(String site, int said) {
        return ByteBuffer.allocate(37)
                .put(sha256(site.getBytes(UTF_8)))
                .put((byte) said)
                .putInt((int) count)
                .array();
    }

    private static byte[] clientData(String type, JsonNode asked, String origin) {
        return JSON.writeValueAsBytes(
                Map.of("type", type, "challenge", asked.get("challenge").asString(), "origin", origin));
    }

    private String credential(Map<String, String> response) {
        return JSON.writeValueAsString(Map.of(
                "id",
                text(id),
                "rawId",
                text(id),
                "type",
                "public-key",
                "clientExtensionResults",
                Map.of(),
                "response",
                response));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
