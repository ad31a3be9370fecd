package org.sallyport.acceptance.ldap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.VerifyPort;

/// A small Unix machine that knows people by LDAP: Debian's programs in a folder that is entered by chroot, so that the
/// machine on which the tests run keeps its own names and its own ways to sign in.
public record UnixMachine(PeerFolder folder, Program program) implements AutoCloseable {
    // Where tools/test-programs.sh unpacks it.
    private static final String UNPACKED = "/opt/sallyport-test-programs/machine";
    private static final String ROOT = "root";
    private static final String SERVICE = "stall";
    private static final String NSLCD = "nslcd";
    private static final String SSSD = "sssd";

    /// One that knows people by nslcd and asks for passwords by the shipped program, started and ready.
    static UnixMachine withNslcd(LdapPort ldap, VerifyPort verify) {
        return startNslcd(asking(verify, unpacked(NSLCD, ldap)), NSLCD, ldap);
    }

    /// The same by SSSD.
    static UnixMachine withSssd(LdapPort ldap, VerifyPort verify) {
        return startSssd(asking(verify, unpacked(SSSD, ldap)), SSSD, ldap, "nss");
    }

    /// One whose nslcd binds people too, started and ready.
    public static UnixMachine bindingByNslcd(LdapPort ldap) {
        return startNslcd(binding("nslcd-binds", unpacked(NSLCD, ldap)), "nslcd-binds", ldap);
    }

    /// The same by SSSD.
    public static UnixMachine bindingBySssd(LdapPort ldap) {
        return startSssd(binding("sssd-binds", unpacked(SSSD, ldap)), "sssd-binds", ldap, "pam");
    }

    private static PeerFolder asking(VerifyPort verify, PeerFolder folder) {
        var libexec = new PeerFolder(folder.folder(ROOT + "/usr/local/libexec"));
        Program.run(
                "chmod",
                "755",
                libexec.ship("pam/sallyport-pam", "sallyport-pam", Map.of()).toString());
        var etc = etc(folder);
        etc.write("sallyport-pam.header", "Authorization: Bearer " + verify.token() + "\n");
        etc.fill("pam/sallyport-pam.conf", Map.of("VERIFY", verify.address(), "HEADER", "/etc/sallyport-pam.header"));
        var services = new PeerFolder(etc.folder("pam.d"));
        services.ship("pam/sallyport", "sallyport", Map.of());
        services.fill("unix/" + SERVICE, Map.of());
        return folder;
    }

    private static PeerFolder binding(String peer, PeerFolder folder) {
        new PeerFolder(etc(folder).folder("pam.d")).fill(peer + "/" + SERVICE, Map.of());
        return folder;
    }

    private static UnixMachine startNslcd(PeerFolder folder, String peer, LdapPort ldap) {
        Program.run(
                "chmod",
                "600",
                etc(folder).fill(peer + "/nslcd.conf", places(ldap)).toString());
        return start(
                folder,
                () -> folder.said(PeerFolder.CONSOLE).contains("accepting connections"),
                "/usr/sbin/nslcd",
                "-d");
    }

    private static UnixMachine startSssd(PeerFolder folder, String peer, LdapPort ldap, String last) {
        var file = new PeerFolder(folder.folder(ROOT + "/etc/sssd")).fill(peer + "/sssd.conf", places(ldap));
        Program.run("chmod", "600", file.toString());
        var sockets = folder.file(ROOT + "/var/lib/sss/pipes");
        return start(
                folder,
                () -> Files.exists(sockets.resolve("nss")) && Files.exists(sockets.resolve(last)),
                "/usr/sbin/sssd",
                "-i");
    }

    private static PeerFolder unpacked(String names, LdapPort ldap) {
        var folder = PeerFolder.make();
        Program.run("cp", "-a", UNPACKED, folder.file(ROOT).toString());
        // A file that takes what is thrown away does as well as a device.
        folder.folder(ROOT + "/dev");
        folder.write(ROOT + "/dev/null", "");
        var etc = etc(folder);
        etc.open(ldap.certificate());
        etc.write("passwd", "root:x:0:0:root:/root:/bin/sh\n");
        etc.write("group", "root:x:0:\n");
        etc.fill(names + "/nsswitch.conf", Map.of());
        return folder;
    }

    private static PeerFolder etc(PeerFolder folder) {
        return new PeerFolder(folder.file(ROOT + "/etc"));
    }

    private static Map<String, String> places(LdapPort ldap) {
        return ldap.places(Path.of("/etc", "open-" + ldap.certificate().getFileName()));
    }

    private static UnixMachine start(PeerFolder folder, BooleanSupplier ready, String... command) {
        return new UnixMachine(folder, folder.start(inside(folder, List.of(command)), ready));
    }

    // A program that ends its whole process group would end the test too.
    private static List<String> inside(PeerFolder folder, List<String> command) {
        var words =
                new ArrayList<>(List.of("setsid", "chroot", folder.file(ROOT).toString()));
        words.addAll(command);
        return words;
    }

    /// What `pamtester` says when somebody signs in: whether they may, and whether they have an account.
    public String signIn(String user, String password) {
        var command = List.of("pamtester", SERVICE, user, "authenticate", "acct_mgmt");
        return Ran.of(inside(folder, command), Map.of(), password + "\n").said();
    }

    /// What `getent` says of somebody, by name or number: a line of `/etc/passwd`, or nothing.
    String account(String nameOrNumber) {
        return Ran.of(inside(folder, List.of("getent", "passwd", nameOrNumber))).said();
    }

    /// The same of a group.
    String group(String nameOrNumber) {
        return Ran.of(inside(folder, List.of("getent", "group", nameOrNumber))).said();
    }

    String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
