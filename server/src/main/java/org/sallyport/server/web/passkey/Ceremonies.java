package org.sallyport.server.web.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.util.exception.WebAuthnException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.enrollment.PasskeySetup;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Registering and asking passkeys for one site, by the words of WebAuthn Level 3. Attestation is neither asked for nor
/// judged: whose make an authenticator is decides nothing here. Thread-safe.
final class Ceremonies {
    private static final Logger LOG = LoggerFactory.getLogger(Ceremonies.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private static final Duration PROMPT = Duration.ofMinutes(5);
    private static final PublicKeyCredentialParameters[] ALGORITHMS = {
        PublicKeyCredentialParameters.EdDSA,
        PublicKeyCredentialParameters.ES256,
        PublicKeyCredentialParameters.ES384,
        PublicKeyCredentialParameters.ES512,
        PublicKeyCredentialParameters.RS256
    };

    private final PublicKeyCredentialRpEntity site;
    private final String origin;
    private final Webauthn4JRelyingPartyOperations operations;

    /// @param siteId the host, as in WebAuthn's RP ID
    /// @param origin the only one that is taken, letter by letter
    /// @param registered finds a passkey by its credential id
    Ceremonies(String siteId, String origin, String name, Function<String, Optional<Passkey>> registered) {
        this.site = PublicKeyCredentialRpEntity.builder().id(siteId).name(name).build();
        this.origin = origin;
        var kept = new KeptPasskeys(siteId, registered);
        this.operations = new Webauthn4JRelyingPartyOperations(kept, kept, site, Set.of(origin));
        var manager = WebAuthnManager.createNonStrictWebAuthnManager();
        // A count that went back is judged where the passkey is (WebAuthn Level 3 section 7.2 step 22).
        manager.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(_ -> {});
        operations.setWebAuthnManager(manager);
    }

    String creationOptions(Challenge challenge, PasskeySetup.Wanted wanted) {
        return JSON.writeValueAsString(creation(challenge, wanted));
    }

    /// The passkey that the browser made; empty when anything about it is not as it was asked for.
    Optional<Passkey.Credential> made(Challenge challenge, PasskeySetup.Wanted wanted, String json) {
        return standsUp("registration", () -> {
            var credential = required(JSON.readValue(
                    json, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {}));
            var response = required(credential.getResponse());
            requireOrigin(required(response.getClientDataJSON()));
            var kept = operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    creation(challenge, wanted),
                    new RelyingPartyPublicKey(withoutAttestation(credential, response), "")));
            return credential(challenge, kept);
        });
    }

    /// @param allowed empty for whoever is unknown yet: the passkey itself says whose it is
    String requestOptions(Challenge challenge, List<Passkey.Credential> allowed) {
        return JSON.writeValueAsString(request(challenge, allowed));
    }

    /// What a passkey answered; empty when the answer does not stand up.
    Optional<PasskeyAnswer> answer(Challenge challenge, List<Passkey.Credential> allowed, String json) {
        return standsUp("answer", () -> {
            var credential = required(
                    JSON.readValue(json, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {}));
            var response = required(credential.getResponse());
            required(response.getAuthenticatorData());
            required(response.getSignature());
            required(credential.getRawId());
            requireOrigin(required(response.getClientDataJSON()));
            operations.authenticate(new RelyingPartyAuthenticationRequest(request(challenge, allowed), credential));
            var flags = Flags.in(response.getAuthenticatorData().getBytes());
            return new PasskeyAnswer(
                    credential.getRawId().toBase64UrlString(),
                    Optional.ofNullable(response.getUserHandle()).map(Bytes::toBase64UrlString),
                    challenge.made(),
                    flags.signatureCount(),
                    flags.userVerified(),
                    flags.backedUp());
        });
    }

    private PublicKeyCredentialCreationOptions creation(Challenge challenge, PasskeySetup.Wanted wanted) {
        var owner = wanted.owner();
        var user = ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(wanted.userHandle()))
                .name(owner.username().canonical())
                .displayName(owner.profile().displayName())
                .build();
        var selection = AuthenticatorSelectionCriteria.builder()
                .residentKey(ResidentKeyRequirement.PREFERRED)
                .userVerification(UserVerificationRequirement.PREFERRED)
                .build();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(site)
                .user(user)
                .challenge(new Bytes(challenge.value()))
                .pubKeyCredParams(ALGORITHMS)
                .timeout(PROMPT)
                .excludeCredentials(descriptors(wanted.held()))
                .authenticatorSelection(selection)
                .attestation(AttestationConveyancePreference.NONE)
                .build();
    }

    private PublicKeyCredentialRequestOptions request(Challenge challenge, List<Passkey.Credential> allowed) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(new Bytes(challenge.value()))
                .rpId(site.getId())
                .timeout(PROMPT)
                .allowCredentials(descriptors(allowed))
                // In the place of a password it has to be two factors in one: something held, and a PIN or finger.
                .userVerification(
                        allowed.isEmpty()
                                ? UserVerificationRequirement.REQUIRED
                                : UserVerificationRequirement.PREFERRED)
                .build();
    }

    private static List<PublicKeyCredentialDescriptor> descriptors(List<Passkey.Credential> credentials) {
        return credentials.stream()
                .map(credential -> PublicKeyCredentialDescriptor.builder()
                        .id(Bytes.fromBase64(credential.id()))
                        .transports(KeptPasskeys.transports(credential))
                        .build())
                .toList();
    }

    // What was not asked for is not looked at either, whatever it claims (WebAuthn Level 3 section 7.1 step 24).
    private static PublicKeyCredential<AuthenticatorAttestationResponse> withoutAttestation(
            PublicKeyCredential<AuthenticatorAttestationResponse> credential,
            AuthenticatorAttestationResponse response) {
        byte[] object = required(response.getAttestationObject()).getBytes();
        var bare = AuthenticatorAttestationResponse.builder()
                .clientDataJSON(response.getClientDataJSON())
                .attestationObject(new Bytes(Attestation.takenOff(object)))
                .transports(response.getTransports())
                .build();
        // Step by step: the builder forgets in a chain what kind of credential it builds.
        PublicKeyCredential.PublicKeyCredentialBuilder<AuthenticatorAttestationResponse> builder =
                PublicKeyCredential.builder();
        builder.id(credential.getId());
        builder.rawId(required(credential.getRawId()));
        builder.type(credential.getType());
        builder.response(bare);
        return builder.build();
    }

    private static Passkey.Credential credential(Challenge challenge, CredentialRecord kept) {
        var use = new Passkey.LastUse(
                challenge.made(), kept.getSignatureCount(), kept.isUvInitialized(), kept.isBackupState());
        return new Passkey.Credential(
                kept.getCredentialId().toBase64UrlString(),
                kept.getUserEntityUserId().toBase64UrlString(),
                new Bytes(kept.getPublicKey().getBytes()).toBase64UrlString(),
                kept.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.toSet()),
                kept.isBackupEligible(),
                use);
    }

    // What a browser always sends, a stranger may leave out.
    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException("a part is missing");
        }
        return part;
    }

    // The library compares origins as addresses, which forgives case, a default port and what comes behind the host.
    private void requireOrigin(Bytes clientData) {
        var said = JSON.readTree(clientData.getBytes()).path("origin");
        if (!said.isString() || !said.asString().equals(origin)) {
            throw new IllegalArgumentException("the origin is not ours");
        }
    }

    // Whatever strangers write, the library refuses with these.
    private static <T> Optional<T> standsUp(String what, Supplier<T> verify) {
        try {
            return Optional.of(verify.get());
        } catch (WebAuthnException | IllegalArgumentException | JacksonException refused) {
            LOG.atDebug()
                    .setMessage("passkey.refused")
                    .addKeyValue("what", what)
                    .addKeyValue("why", refused.getClass().getSimpleName())
                    .log();
            return Optional.empty();
        }
    }

    /// What stands in the authenticator data behind the hash of the site (WebAuthn Level 3 section 6.1).
    private record Flags(boolean userVerified, boolean backedUp, long signatureCount) {
        private static final int AT = 32;
        private static final int USER_VERIFIED = 0x04;
        private static final int BACKED_UP = 0x10;

        static Flags in(byte[] authenticatorData) {
            int flags = authenticatorData[AT];
            return new Flags(
                    (flags & USER_VERIFIED) != 0,
                    (flags & BACKED_UP) != 0,
                    Integer.toUnsignedLong(ByteBuffer.wrap(authenticatorData).getInt(AT + 1)));
        }
    }
}
