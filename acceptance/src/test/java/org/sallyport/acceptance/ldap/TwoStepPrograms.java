package org.sallyport.acceptance.ldap;

import java.util.Deque;
import org.sallyport.acceptance.harness.FreeRadius;
import org.sallyport.acceptance.harness.LdapPort;

/// The programs that search for somebody first and bind as what they found, asking one server.
public record TwoStepPrograms(FreeRadius radius, UnixMachine nslcd, UnixMachine sssd) {
    /// The services they are known as, for the settings.
    public static final String SERVICES = """
                services:
                  - {name: unix, password: "file:ldap.password", base: unix, protocol: ldap, outage: close}
                  - {name: radius, password: "file:ldap.password", protocol: radius}
            """;

    /// Starts them one after the other.
    ///
    /// @param running gets what stops each, at the top
    static TwoStepPrograms asking(LdapPort port, Deque<Runnable> running) {
        var radius = FreeRadius.asking(port.of("radius"));
        running.push(radius::close);
        var nslcd = UnixMachine.bindingByNslcd(port.of("unix"));
        running.push(nslcd::close);
        var sssd = UnixMachine.bindingBySssd(port.of("unix"));
        running.push(sssd::close);
        return new TwoStepPrograms(radius, nslcd, sssd);
    }
}
