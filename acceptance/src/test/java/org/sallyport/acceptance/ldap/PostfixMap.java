package org.sallyport.acceptance.ldap;

import java.util.List;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ran;

/// A table of Postfix that is looked up over LDAP.
public record PostfixMap(PeerFolder folder) implements AutoCloseable {
    private static final String TABLE = "recipients.cf";

    public static PostfixMap asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        folder.write("main.cf", "compatibility_level = 3.6\n");
        folder.fill("postfix-ldap/" + TABLE, ldap.places(folder.open(ldap.certificate())));
        return new PostfixMap(folder);
    }

    /// What `postmap` finds for an address: 0 and the name, 1 and nothing, or 1 and a complaint.
    public Ran find(String address) {
        var command = List.of(
                "/usr/sbin/postmap", "-c", folder.path().toString(), "-q", address, "ldap:" + folder.file(TABLE));
        return Ran.of(command);
    }

    @Override
    public void close() {
        folder.close();
    }
}
