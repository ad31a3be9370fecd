package org.sallyport.server.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MailboxCodes;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.SecondAdmin;

/// What the configuration file says, checked.
public record Settings(
        Place place, StoreChoice store, Web web, Listeners listeners, Ways ways, Sources sources, Limits limits) {

    /// Whose this is, and where.
    ///
    /// @param organisation its name, as pages and mails show it
    public record Place(String organisation, Places places) {}

    /// Its name, as pages and mails show it.
    public String organisation() {
        return place.organisation();
    }

    public Places places() {
        return place.places();
    }

    public Mail mail() {
        return ways.mail();
    }

    /// The ways to people, and to programs elsewhere, and the one that devices send their mail by.
    ///
    /// @param phone empty where no provider is configured
    /// @param ship where the audit log is shipped; empty where it is not
    /// @param webhooks the networks, not on the Internet, in which webhooks may be
    /// @param submission `host:port`, for people to type in; empty where the file says nothing
    public record Ways(
            Mail mail,
            Optional<Phone> phone,
            MailboxCodes mailboxCodes,
            Optional<Ship> ship,
            List<Network> webhooks,
            Optional<String> submission) {
        public Ways {
            webhooks = List.copyOf(webhooks);
        }
    }

    public Verify verify() {
        return listeners.verify();
    }

    /// Where files are.
    ///
    /// @param data the folder of everything Sallyport keeps; made at the first start
    /// @param keyset the file of the keys, outside the database and its backups
    /// @param leakedPasswords a list of stolen passwords, where the operator has brought one
    public record Places(Path data, Path keyset, Optional<Path> leakedPasswords) {}

    /// A certificate chain and its key, both PEM.
    public record Tls(Path certificate, Path key) {}

    /// A socket in the file system.
    ///
    /// @param owner empty for the user that Sallyport runs as
    /// @param group empty for the group that Sallyport runs as
    public record Socket(Path path, Set<PosixFilePermission> mode, Optional<String> owner, Optional<String> group) {
        public Socket {
            mode = Set.copyOf(mode);
        }
    }

    /// The pages.
    ///
    /// @param publicUrl scheme, host and port as browsers see them; every link in a mail begins with it
    /// @param tls empty for plain HTTP on this machine
    /// @param trustedProxies whose `X-Forwarded-For` is believed
    public record Web(
            ListenAddress listen,
            URI publicUrl,
            Optional<Tls> tls,
            Sessions sessions,
            List<Network> trustedProxies,
            Federation federation) {
        public Web {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    /// Whoever else knows the people, and speaks to the port of the pages.
    ///
    /// @param openId the identity providers that people sign in at
    /// @param scim the systems that write people and groups here
    public record Federation(List<OpenIdSource> openId, List<ScimSource> scim) {
        public Federation {
            openId = List.copyOf(openId);
            scim = List.copyOf(scim);
        }
    }

    /// How long a browser stays signed in, and what those who administer prove and do besides.
    public record Sessions(Duration overall, Duration idle, Administration administration) {}

    /// On which terms staff administer.
    ///
    /// @param adminsNeed for the administration to open; empty for what is usual
    /// @param secondAdmin which acts another of them has to approve
    /// @param fixed the codes of policies that admins cannot change
    public record Administration(Optional<AdminsNeed> adminsNeed, SecondAdmin secondAdmin, Set<String> fixed) {
        public Administration {
            fixed = Set.copyOf(fixed);
        }
    }

    /// The listener that answers `POST /verify`.
    ///
    /// @param servers who may ask; empty where nobody may yet
    /// @param routes what the ways of asking beside it need to know
    /// @param doveadm whom a revocation is pushed to
    public record Verify(Listening listening, List<Server> servers, Routes routes, List<Doveadm> doveadm) {
        public Verify {
            servers = List.copyOf(servers);
            doveadm = List.copyOf(doveadm);
        }
    }

    /// A Dovecot whose connections are closed when an app password is revoked.
    ///
    /// @param url of its doveadm HTTP listener, without a path
    public record Doveadm(String name, URI url, Secret apiKey, Kick kick) {}

    /// Which connections a Dovecot can tell apart.
    public enum Kick {
        USER,
        APP_PASSWORD
    }

    /// The ways of asking beside `POST /verify`.
    ///
    /// @param realm what browsers show
    /// @param trustedProxies hops before the proxy that asks
    /// @param mailServers where nginx goes on to, by protocol
    public record Routes(String realm, List<Network> trustedProxies, Map<Protocol, InetSocketAddress> mailServers) {
        public Routes {
            trustedProxies = List.copyOf(trustedProxies);
            mailServers = Map.copyOf(mailServers);
        }
    }

    /// A connected server.
    ///
    /// @param name how the audit log calls it
    public record Server(String name, Secret token, ServerRole role) {
        /// In bytes. Guessing it is the only way in, so it is made, not chosen.
        public static final int LEAST_TOKEN = 32;
    }
}
