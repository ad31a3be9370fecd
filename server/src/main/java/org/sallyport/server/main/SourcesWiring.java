package org.sallyport.server.main;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.LinkedDirectory;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceDecisions;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceSync;
import org.sallyport.core.source.SourceTerms;
import org.sallyport.core.store.Store;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.Sources;
import org.sallyport.server.directory.ldap.DirectorySettings;
import org.sallyport.server.directory.ldap.LdapSource;
import org.sallyport.server.web.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts together where accounts come from, if it is configured.
final class SourcesWiring {
    private static final Logger LOG = LoggerFactory.getLogger(SourcesWiring.class);

    private final Map<SourceName, LdapSource> directories;

    private SourcesWiring(Map<SourceName, LdapSource> directories) {
        this.directories = directories;
    }

    static SourcesWiring open(Installation installation) {
        return new SourcesWiring(installation.settings().sources().ldap().stream()
                .collect(Collectors.toMap(Sources.Ldap::source, ldap -> opened(installation, ldap))));
    }

    private static LdapSource opened(Installation installation, Sources.Ldap ldap) {
        try {
            return new LdapSource(
                    settings(ldap),
                    new DirectorySettings.Binds(
                            ldap.binds().wrong(), ldap.binds().within()),
                    installation.keyset(),
                    installation.clock());
        } catch (IllegalArgumentException unusable) {
            throw Failure.because("sallyport: sources.ldap: " + ldap.source() + ": " + unusable.getMessage());
        }
    }

    /// The directory of all accounts, over the one of those that are kept here.
    Directory over(Directory local, Store store) {
        var passwords = directories.values().stream().map(LdapSource::passwords).toList();
        return passwords.isEmpty() ? local : new LinkedDirectory(local, passwords, store);
    }

    Services.Sources services(Services.Ground ground, Settings settings, Provisioning provisioning) {
        var terms = settings.sources().ldap().stream()
                .collect(Collectors.toMap(Sources.Ldap::source, SourcesWiring::terms));
        var passwordPages = settings.sources().ldap().stream()
                .collect(Collectors.toMap(
                        Sources.Ldap::source, ldap -> ldap.binds().passwordPage()));
        return new Services.Sources(
                provisioning,
                new SourceDecisions(ground.store(), ground.clock()),
                new SourceDesk(ground.store(), ground.clock(), terms),
                syncs(ground, settings, provisioning),
                passwordPages);
    }

    /// What makes accounts of what every source says, whichever it is.
    static Provisioning provisioning(Services.Ground ground, Services.Journey journey, Settings settings) {
        var rules = new HashMap<SourceName, Merge>();
        var federation = settings.web().federation();
        federation
                .openId()
                .forEach(source -> rules.put(source.name(), source.rules().merge()));
        federation.scim().forEach(source -> rules.put(source.name(), source.merge()));
        settings.sources().ldap().forEach(ldap -> rules.put(ldap.source(), ldap.merge()));
        return new Provisioning(
                ground.store(),
                journey.mfa(),
                journey.revocations(),
                ground.generator(),
                ground.clock(),
                source -> rules.getOrDefault(source, Merge.NEVER));
    }

    private static SourceTerms terms(Sources.Ldap ldap) {
        var rounds = ldap.rounds();
        return new SourceTerms(rounds.every(), rounds.fullEvery(), rounds.fusePercent());
    }

    private List<SourceSync> syncs(Services.Ground ground, Settings settings, Provisioning provisioning) {
        return settings.sources().ldap().stream()
                .flatMap(ldap -> Optional.ofNullable(directories.get(ldap.source())).stream()
                        .map(directory -> new SourceSync(
                                directory.people(), provisioning, ground.store(), ground.clock(), terms(ldap))))
                .toList();
    }

    /// One turn, with a word in the log about what an operator would want to know.
    static void turn(SourceSync sync) {
        sync.turn().ifPresent(report -> {
            var counts = report.counts();
            if (!report.trouble().isEmpty()) {
                LOG.atWarn()
                        .setMessage("source.unread")
                        .addKeyValue("source", report.source())
                        .addKeyValue("why", report.trouble())
                        .log();
            } else if (counts.held() > 0) {
                LOG.atError()
                        .setMessage("source.held")
                        .addKeyValue("source", report.source())
                        .addKeyValue("people", counts.held())
                        .log();
            } else if (counts.created() + counts.changed() + counts.suspended() + counts.woken() > 0) {
                LOG.atInfo()
                        .setMessage("source.read")
                        .addKeyValue("source", report.source())
                        .addKeyValue("created", counts.created())
                        .addKeyValue("changed", counts.changed())
                        .addKeyValue("suspended", counts.suspended())
                        .addKeyValue("woken", counts.woken())
                        .log();
            }
        });
    }

    void close() {
        directories.values().forEach(LdapSource::close);
    }

    private static DirectorySettings settings(Sources.Ldap ldap) {
        var way = ldap.way();
        var people = ldap.people();
        var groups = ldap.groups();
        return new DirectorySettings(
                ldap.source(),
                new DirectorySettings.Way(
                        way.urls(),
                        way.startTls() ? DirectorySettings.StartTls.YES : DirectorySettings.StartTls.NO,
                        way.trust(),
                        way.bindDn().map(SourcesWiring::dn),
                        way.password()),
                dn(people.base()),
                filter(people.filter()),
                new DirectorySettings.Attributes(
                        people.id(), people.username(), people.displayName(), people.mail(), people.language()),
                new DirectorySettings.Groups(
                        kind(groups.kind()),
                        groups.base().map(SourcesWiring::dn),
                        filter(groups.filter()),
                        groups.name(),
                        groups.nested() ? DirectorySettings.Nested.YES : DirectorySettings.Nested.NO),
                ldap.rounds().pageSize());
    }

    private static DirectorySettings.Groups.Kind kind(Sources.Groups.Kind kind) {
        return switch (kind) {
            case NONE -> DirectorySettings.Groups.Kind.NONE;
            case MEMBER_OF -> DirectorySettings.Groups.Kind.MEMBER_OF;
            case MEMBERS -> DirectorySettings.Groups.Kind.MEMBERS;
        };
    }

    private static DN dn(String checked) {
        try {
            return new DN(checked);
        } catch (LDAPException impossible) {
            throw new IllegalArgumentException("a name that was found good is none", impossible);
        }
    }

    private static Filter filter(String checked) {
        try {
            return Filter.create(checked);
        } catch (LDAPException impossible) {
            throw new IllegalArgumentException("a filter that was found good is none", impossible);
        }
    }
}
