package org.sallyport.server.web.passkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.method.Passkey;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/// Our book of passkeys as Spring Security wants to read it. It only ever reads: what a registration or a use changes
/// is kept by the core, in the transaction that judges it.
final class KeptPasskeys implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {
    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int CREDENTIAL_INCLUDED = 0x40;
    private static final int AAGUID_BYTES = 16;

    private final byte[] siteHash;
    private final Function<String, Optional<Passkey>> registered;

    KeptPasskeys(String siteId, Function<String, Optional<Passkey>> registered) {
        this.siteHash = sha256(siteId);
        this.registered = registered;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return registered
                .apply(id.toBase64UrlString())
                .map(passkey -> record(passkey.credential()))
                .orElse(null);
    }

    private CredentialRecord record(Passkey.Credential credential) {
        var use = credential.lastUse();
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(credential.id()))
                .userEntityUserId(Bytes.fromBase64(credential.userHandle()))
                .publicKey(new ImmutablePublicKeyCose(bytes(credential.publicKey())))
                .signatureCount(use.signatureCount())
                .uvInitialized(use.verifiesUser())
                .transports(transports(credential))
                .backupEligible(credential.backupEligible())
                .backupState(use.backedUp())
                // Spring Security reads public key, count and flags out of the registration's attestation object. That
                // one is not kept: this is what it would be if the passkey were registered as it is now.
                .attestationObject(new Bytes(Attestation.none(authenticatorData(credential))))
                .label("")
                .build();
    }

    static Set<AuthenticatorTransport> transports(Passkey.Credential credential) {
        return credential.transports().stream()
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private byte[] authenticatorData(Passkey.Credential credential) {
        var use = credential.lastUse();
        int flags = USER_PRESENT
                | CREDENTIAL_INCLUDED
                | (use.verifiesUser() ? USER_VERIFIED : 0)
                | (credential.backupEligible() ? BACKUP_ELIGIBLE : 0)
                | (use.backedUp() ? BACKED_UP : 0);
        byte[] id = bytes(credential.id());
        byte[] key = bytes(credential.publicKey());
        return ByteBuffer.allocate(
                        siteHash.length + 1 + Integer.BYTES + AAGUID_BYTES + Short.BYTES + id.length + key.length)
                .put(siteHash)
                .put((byte) flags)
                .putInt((int) use.signatureCount())
                .put(new byte[AAGUID_BYTES])
                .putShort((short) id.length)
                .put(id)
                .put(key)
                .array();
    }

    @Override
    public void save(CredentialRecord record) {
        // See the head of the class.
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return List.of();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes userId) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(userId)
                .name(userId.toBase64UrlString())
                .build();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return null;
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        throw new UnsupportedOperationException("accounts are not made here");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("passkeys are removed as methods of their account");
    }

    private static byte[] bytes(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
