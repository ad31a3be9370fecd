package org.sallyport.acceptance.outage;

import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
import org.sallyport.acceptance.ldap.PostfixMap;
import org.sallyport.acceptance.ldap.Saslauthd;
import org.sallyport.acceptance.ldap.UnixMachine;
import org.sallyport.acceptance.submission.Agent;
import org.sallyport.acceptance.submission.Chasquid;
import org.sallyport.acceptance.submission.SendingApps;

/// Every kind of program, each asking the same Sallyport.
final class Peers implements AutoCloseable {
    // What pamtester says.
    private static final String LET_IN = "successfully authenticated";
    private static final String NO_INFORMATION = "cannot retrieve authentication info";
    private static final String FAILURE = "Authentication failure";

    /// How every wrong password begins.
    static final String WRONG = "wrong";

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

    /// Two Dovecots for now.
    static Peers of(Demo demo) {
        return new Peers(demo);
    }

    /// Starts all others, and gives Nikos mail.
    ///
    /// @param folder for what they fetch
    void start(Site site, Path folder) {
        dovecots.forEach(server -> server.deliver(site.nikos().user(), "Harvest begins on Monday"));
        atOnce(
                () -> addMail(folder),
                () -> addPostfix("at a port", "inet:127.0.0.1:" + demo.dovecotPort()),
                () -> addPostfix("at a socket", site.socket("postfix")),
                this::addPostfixThroughTheAgent,
                () -> addChasquid(site.socket("chasquid"), site.socket("chasquid-userdb")),
                this::addExim,
                this::addProsody,
                this::addWeb,
                this::addApache,
                this::addOthers,
                this::addSaslauthd,
                this::addRadiusByLdap,
                this::addPostfixMap,
                this::addNslcd,
                this::addSssd);
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

    private void addPostfixThroughTheAgent() {
        var agent = keep(Agent.of("127.0.0.1:" + demo.dovecotPort(), "postfix"), Agent::close);
        addSmtp("Postfix through the agent", keep(SmtpServer.postfix(agent.socket()), SmtpServer::close), "^454 ");
    }

    /// Where nobody listens, one of its processes that has never asked ends, and the app hears nothing.
    private void addPostfix(String where, String saslPath) {
        addSmtp("Postfix " + where, keep(SmtpServer.postfix(saslPath), SmtpServer::close), "^454 |^closed$|^lost: ");
    }

    private void addChasquid(String client, String userdb) {
        var chasquid = keep(Chasquid.asking(client, userdb), Chasquid::close);
        all.add(Asking.of("chasquid", chasquid::send, "< 235 ", "< 454 ", "< 535 "));
        all.add(Asking.of(
                "recipients of chasquid",
                whoever(chasquid::recipient),
                "<-  250 2.1.5 ",
                " 451 4.4.3 ",
                " 550 5.1.1 "));
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
        addRadius("FreeRADIUS", radius);
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

    private void addPostfixMap() {
        var recipients = keep(PostfixMap.asking(demo.ldapPort().of("postfix")), PostfixMap::close);
        all.add(Asking.of(
                "Postfix table",
                whoever(address -> recipients.find(address).toString()),
                "code=0, said=nikos@",
                "query error",
                "code=1, said=]"));
    }

    /// What looks addresses up is asked about somebody who is not there, in the place of a wrong password.
    private static Asking.Program whoever(UnaryOperator<String> look) {
        return (user, password) -> look.apply(password.startsWith(WRONG) ? "stranger@olive.example" : user);
    }

    private void addSaslauthd() {
        var saslauthd = keep(Saslauthd.asking(demo.ldapPort()), Saslauthd::close);
        all.add(Asking.withOneWord("saslauthd", saslauthd::ask, "^0: OK", "^0: NO"));
    }

    private void addRadiusByLdap() {
        var radius = keep(FreeRadius.asking(demo.ldapPort().of("radius")), FreeRadius::close);
        addRadius("FreeRADIUS by LDAP", radius);
    }

    private void addRadius(String name, FreeRadius radius) {
        all.add(Asking.of(name, radius::answer, "Received Access-Accept", "No reply", "Received Access-Reject"));
    }

    private void addNslcd() {
        var machine = keep(UnixMachine.bindingByNslcd(demo.ldapPort().of("unix")), UnixMachine::close);
        all.add(Asking.withOneWordForBinds("nslcd", machine::signIn, LET_IN, NO_INFORMATION, FAILURE));
    }

    private void addSssd() {
        var machine = keep(UnixMachine.bindingBySssd(demo.ldapPort().of("unix")), UnixMachine::close);
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
