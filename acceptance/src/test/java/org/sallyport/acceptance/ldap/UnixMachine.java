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

/// A small Unix machine that knows people by LDAP: Debian's programs in a folder that is entered by chroot, so that the
/// machine on which the tests run keeps its own names and its own ways to sign in.
public record UnixMachine(PeerFolder folder, Program program) implements AutoCloseable {
    // Where tools/test-programs.sh unpacks it.
    private static final String UNPACKED = "/opt/sallyport-test-programs/unix";
    private static final String ROOT = "root";
    private static final String SERVICE = "stall";

    /// One that asks by nslcd, started and ready.
    public static UnixMachine withNslcd(LdapPort ldap) {
        var folder = unpacked("nslcd", ldap);
        Program.run(
                "chmod",
                "600",
                etc(folder).fill("nslcd/nslcd.conf", places(ldap)).toString());
        return start(
                folder,
                () -> folder.said(PeerFolder.CONSOLE).contains("accepting connections"),
                "/usr/sbin/nslcd",
                "-d");
    }

    /// One that asks by SSSD, started and ready.
    public static UnixMachine withSssd(LdapPort ldap) {
        var folder = unpacked("sssd", ldap);
        var file = new PeerFolder(folder.folder(ROOT + "/etc/sssd")).fill("sssd/sssd.conf", places(ldap));
        Program.run("chmod", "600", file.toString());
        var sockets = folder.file(ROOT + "/var/lib/sss/pipes");
        return start(
                folder,
                () -> Files.exists(sockets.resolve("nss")) && Files.exists(sockets.resolve("pam")),
                "/usr/sbin/sssd",
                "-i");
    }

    private static PeerFolder unpacked(String peer, LdapPort ldap) {
        var folder = PeerFolder.make();
        Program.run("cp", "-a", UNPACKED, folder.file(ROOT).toString());
        var etc = etc(folder);
        etc.open(ldap.certificate());
        etc.write("passwd", "root:x:0:0:root:/root:/bin/sh\n");
        etc.write("group", "root:x:0:\n");
        etc.fill(peer + "/nsswitch.conf", Map.of());
        new PeerFolder(etc.folder("pam.d")).fill(peer + "/" + SERVICE, Map.of());
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
