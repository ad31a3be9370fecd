package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

/// The connections to one directory: some that ask as Sallyport, and some that do nothing but try passwords, so that a
/// password that was tried never asks anything. None is opened before it is needed. Thread-safe.
final class DirectoryLine implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final Duration TO_READ = Duration.ofSeconds(60);
    private static final int MOST = 8;

    private final String name;
    private final LDAPConnectionPool asking;
    private final LDAPConnectionPool reading;
    private final LDAPConnectionPool trying;

    /// @throws IllegalArgumentException when the certificates to trust cannot be read
    DirectoryLine(DirectorySettings settings) {
        this.name = settings.source().value();
        var way = settings.way();
        this.asking = pool(way, TO_ANSWER, bind(way), MOST);
        this.reading = pool(way, TO_READ, bind(way), 2);
        this.trying = pool(way, TO_ANSWER, null, MOST);
    }

    /// Something that is asked of the directory.
    @FunctionalInterface
    interface Question<T> {
        T ask(LDAPConnectionPool pool) throws LDAPException;
    }

    /// Asks as Sallyport.
    <T> T ask(Question<T> question) {
        try {
            return question.ask(asking);
        } catch (LDAPException fault) {
            throw unavailable(fault);
        }
    }

    /// The same for what may take long.
    <T> T read(Question<T> question) {
        try {
            return question.ask(reading);
        } catch (LDAPException fault) {
            throw unavailable(fault);
        }
    }

    /// What the directory says to a bind with this password.
    ///
    /// @throws Unavailable when it says nothing, or that it cannot tell
    BindAnswer bind(String dn, Secret typed) {
        // RFC 4513 section 5.1.2: a name without a password is an anonymous bind, which succeeds.
        if (typed.isEmpty() || typed.isBlank()) {
            return BindAnswer.WRONG;
        }
        byte[] clear = typed.copy();
        try {
            trying.bind(new SimpleBindRequest(dn, clear));
            return BindAnswer.RIGHT;
        } catch (LDAPException refusal) {
            return BindAnswer.of(refusal.getResultCode(), refusal.getDiagnosticMessage())
                    .orElseThrow(() -> unavailable(refusal));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /// The same answer in the words of an operator; nothing that was typed is in it.
    Unavailable unavailable(LDAPException fault) {
        var code = fault.getResultCode();
        var why = code.equals(ResultCode.REFERRAL)
                ? "it refers to another directory, which is not followed; name that one"
                : code.getName() + " (" + code.intValue() + ")";
        return new Unavailable(name, why);
    }

    @Override
    public void close() {
        asking.close();
        reading.close();
        trying.close();
    }

    private static @Nullable SimpleBindRequest bind(DirectorySettings.Way way) {
        return way.bindDn()
                .map(dn -> new SimpleBindRequest(
                        dn.toString(), way.password().map(Secret::copy).orElseThrow()))
                .orElse(null);
    }

    private static LDAPConnectionPool pool(
            DirectorySettings.Way way, Duration answer, @Nullable SimpleBindRequest bind, int most) {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) TO_CONNECT.toMillis());
        options.setResponseTimeoutMillis(answer.toMillis());
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setBindWithDNRequiresPassword(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        boolean tls = way.urls().getFirst().getScheme().equals("ldaps");
        boolean startTls = way.startTls() == DirectorySettings.StartTls.YES;
        var context = tls || startTls ? context(way) : null;
        SocketFactory sockets = tls && context != null ? context.getSocketFactory() : SocketFactory.getDefault();
        PostConnectProcessor upgrade = startTls && context != null ? new StartTLSPostConnectProcessor(context) : null;
        var addresses = way.urls().stream().map(url -> url.getHost()).toArray(String[]::new);
        int[] ports = way.urls().stream()
                .mapToInt(url -> url.getPort() > 0 ? url.getPort() : tls ? 636 : 389)
                .toArray();
        var servers = new FailoverServerSet(addresses, ports, sockets, options);
        try {
            var pool = new LDAPConnectionPool(servers, bind, 0, most, upgrade, false);
            pool.setCreateIfNecessary(false);
            pool.setMaxWaitTimeMillis(TO_ANSWER.toMillis());
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            pool.setMaxConnectionAgeMillis(Duration.ofMinutes(5).toMillis());
            return pool;
        } catch (LDAPException impossible) {
            throw new IllegalStateException("a pool without connections was not made", impossible);
        }
    }

    private static SSLContext context(DirectorySettings.Way way) {
        try {
            TrustManager trusted = way.trust().isPresent()
                    ? new PEMFileTrustManager(way.trust().get().toFile())
                    : JVMDefaultTrustManager.getInstance();
            return new SSLUtil(trusted).createSSLContext();
        } catch (KeyStoreException unreadable) {
            throw new IllegalArgumentException("needs certificates (PEM): " + unreadable.getMessage(), unreadable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no TLS here", impossible);
        }
    }
}
