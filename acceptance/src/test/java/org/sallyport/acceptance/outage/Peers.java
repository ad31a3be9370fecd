package org.sallyport.acceptance.outage;

import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sallyport.acceptance.chat.Prosody;
import org.sallyport.acceptance.dovecot.Dovecot;
import org.sallyport.acceptance.dovecot.MailApps;
import org.sallyport.acceptance.dovecot.NginxMail;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.FreeRadius;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.http.Application;
import org.sallyport.acceptance.http.Pam;
import org.sallyport.acceptance.http.WebProxy;
import org.sallyport.acceptance.ldap.Apache;
import org.sallyport.acceptance.ldap.LdapUtils;
import org.sallyport.acceptance.ldap.Saslauthd;
import org.sallyport.acceptance.ldap.UnixMachine;
import org.sallyport.acceptance.submission.Agent;
import org.sallyport.acceptance.submission.SendingApps;

/// Every kind of program, each asking the same Sallyport.
final class Peers implements AutoCloseable {
    // What pamtester says.
    private static final String LET_IN = "successfully authenticated";
    private static final String NO_INFORMATION = "cannot retrieve authentication info";
    private static final String FAILURE = "Authentication failure";

    private final Demo demo;
    private final Deque<Runnable> started = new ConcurrentLinkedDeque<>();
    private final List<Asking> all = new CopyOnWriteArrayList<>();
    private final List<Dovecot> dovecots;

    private Peers(Demo demo) {
        this.demo = demo;
        this.dovecots = List.of(
                keep(Dovecot.asking(demo.verifyPort()), Dovecot::close),
                keep(Dovecot.asking(demo.ldapPort()), Dovecot::close));
    }

    /// Starts them all.
    ///
    /// @param folder for what they fetch
    static Peers asking(Demo demo, Path folder) {
        var peers = new Peers(demo);
        atOnce(
                () -> peers.addMail(folder),
                peers::addPostfix,
                peers::addExim,
                peers::addProsody,
                peers::addWeb,
                peers::addApache,
                peers::addOthers,
                peers::addSaslauthd,
                peers::addRadius,
                peers::addNslcd,
                peers::addSssd);
        return peers;
    }

    private static void atOnce(Runnable... starts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(Stream.of(starts)
                            .map(start -> CompletableFuture.runAsync(start, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    List<Asking> all() {
        return all;
    }

    /// Gives somebody mail at every Dovecot.
    void deliver(String user, String subject) {
        dovecots.forEach(server -> server.deliver(user, subject));
    }

    /// The Dovecot that nginx goes on to.
    Dovecot dovecot() {
        return dovecots.getFirst();
    }

    private void addMail(Path folder) {
        var byLua = new MailApps(dovecots.getFirst(), folder);
        var byLdap = new MailApps(dovecots.getLast(), folder);
        var nginx = keep(NginxMail.asking(demo.verifyPort()), NginxMail::close);
        addImap("Dovecot by Lua", (user, password) -> byLua.curl(user, password).said());
        addImap(
                "Dovecot by LDAP",
                (user, password) -> byLdap.curl(user, password).said());
        all.add(Asking.of(
                "nginx mail",
                (user, password) -> NginxMail.converse(nginx.imap(), "a LOGIN \"" + user + "\" \"" + password + "\""),
                "a OK",
                "\\[UNAVAILABLE]|internal server error",
                "AUTHENTICATIONFAILED"));
    }

    private void addImap(String name, Asking.Program program) {
        all.add(Asking.of(name, program, "< A\\d+ OK .*Logged in", "\\[UNAVAILABLE]", "\\[AUTHENTICATIONFAILED]"));
    }

    private void addPostfix() {
        var agent = keep(Agent.of("127.0.0.1:" + demo.dovecotPort(), "postfix"), Agent::close);
        addSmtp("Postfix through the agent", keep(SmtpServer.postfix(agent.socket()), SmtpServer::close), "^454 ");
    }

    private void addExim() {
        addSmtp("Exim", keep(SmtpServer.exim("127.0.0.1 " + demo.dovecotPort()), SmtpServer::close), "^435 ");
    }

    private void addSmtp(String name, SmtpServer server, String later) {
        var apps = new SendingApps(server.port());
        all.add(Asking.of(name, apps::plain, "^235 ", later, "^535 "));
    }

    private void addWeb() {
        var application = keep(Application.start(), Application::close);
        addHttp("nginx", keep(WebProxy.nginx(demo.verifyPort(), application), WebProxy::close));
        addHttp("Caddy", keep(WebProxy.caddy(demo.verifyPort(), application), WebProxy::close));
    }

    private void addApache() {
        var apache = keep(Apache.asking(demo.ldapPort()), Apache::close);
        all.add(Asking.of(
                "Apache by LDAP",
                (user, password) -> Integer.toString(apache.get("/olives", user, password)),
                "^200$",
                "^50[0-9]$",
                "^401$"));
    }

    private void addHttp(String name, WebProxy proxy) {
        all.add(Asking.of(
                name,
                (user, password) -> proxy.get(WebProxy.basic(user, password)),
                "^HTTP/1.1 200 ",
                "^HTTP/1.1 50[0-9] ",
                "^HTTP/1.1 401 "));
    }

    private void addOthers() {
        var radius = keep(FreeRadius.asking(demo.verifyPort()), FreeRadius::close);
        all.add(Asking.of("FreeRADIUS", radius::answer, "Access-Accept", "No reply", "Access-Reject"));
        var pam = keep(Pam.asking(demo.verifyPort()), Pam::close);
        all.add(Asking.of("PAM", pam::signIn, LET_IN, "System error", FAILURE));
        var utils = LdapUtils.overTls(demo.ldapPort());
        all.add(Asking.of(
                "ldapwhoami",
                (user, password) -> "ended with " + utils.whoAmI(user, password).code(),
                "with 0$",
                "with (51|52|255)$",
                "with 49$"));
    }

    private void addProsody() {
        var prosody = keep(Prosody.asking(demo.dovecotPort()), Prosody::close);
        all.add(Asking.of(
                "Prosody",
                prosody::signIn,
                "^<success",
                "<temporary-auth-failure/>|<internal-server-error/>",
                "<not-authorized/>"));
    }

    private void addSaslauthd() {
        var saslauthd = keep(Saslauthd.asking(demo.ldapPort()), Saslauthd::close);
        all.add(Asking.withOneWord("saslauthd", saslauthd::ask, "^0: OK", "^0: NO"));
    }

    private void addRadius() {
        var radius = keep(FreeRadius.asking(demo.ldapPort().of("radius")), FreeRadius::close);
        all.add(Asking.of("FreeRADIUS by LDAP", radius::answer, "Access-Accept", "No reply", "Access-Reject"));
    }

    private void addNslcd() {
        var machine = keep(UnixMachine.withNslcd(demo.ldapPort().of("unix")), UnixMachine::close);
        all.add(Asking.withOneWordForBinds("nslcd", machine::signIn, LET_IN, NO_INFORMATION, FAILURE));
    }

    private void addSssd() {
        var machine = keep(UnixMachine.withSssd(demo.ldapPort().of("unix")), UnixMachine::close);
        all.add(Asking.of("SSSD", machine::signIn, LET_IN, NO_INFORMATION + "|System error", FAILURE));
    }

    private <P> P keep(P program, Consumer<P> end) {
        started.push(() -> end.accept(program));
        return program;
    }

    /// Stops them, the last one first.
    @Override
    public void close() {
        started.forEach(Runnable::run);
    }
}
