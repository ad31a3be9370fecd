package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import java.util.HashSet;
import java.util.List;
import org.sallyport.core.caller.Network;
import org.sallyport.server.listener.ListenerSettings;

/// What LDAP is told by the configuration.
///
/// @param suffix the name that everything here ends with: `dc=olive,dc=example`
/// @param inClear from where passwords are taken without TLS; loopback, unless somebody knows better
/// @param basesFrom from where programs ask that need not bind: binds below a base from elsewhere are anybody's own
/// @param services by different names and with different bases
public record LdapSettings(
        ListenerSettings listener,
        String suffix,
        List<Network> inClear,
        List<Network> basesFrom,
        List<LdapService> services) {
    public LdapSettings {
        inClear = List.copyOf(inClear);
        basesFrom = List.copyOf(basesFrom);
        services = List.copyOf(services);
        if (suffix.isBlank() || !DN.isValidDN(suffix)) {
            throw new IllegalArgumentException(
                    "a suffix reads dc=olive,dc=example or o=Olive, found \"" + suffix + "\"");
        }
        var names = new HashSet<String>();
        var bases = new HashSet<String>();
        for (var service : services) {
            if (!names.add(service.name())) {
                throw new IllegalArgumentException("two services are named \"" + service.name() + "\"");
            }
            service.base().filter(base -> !bases.add(base)).ifPresent(base -> {
                throw new IllegalArgumentException("two services have the base \"" + base + "\"");
            });
        }
    }
}
