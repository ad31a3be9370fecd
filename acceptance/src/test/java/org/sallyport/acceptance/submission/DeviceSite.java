package org.sallyport.acceptance.submission;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.acceptance.harness.Browser;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.SmtpServer;

/// A demo whose admin makes devices, and a Postfix that asks it who signs in and what devices may send.
record DeviceSite(Demo demo, SmtpServer postfix, Browser maria) implements AutoCloseable {
    private static final String NEW = "/admin/devices/new";

    /// A device whose password was handed over.
    ///
    /// @param path of its page
    record Device(String user, String password, String path) {}

    static DeviceSite start() {
        var demo = Demo.start();
        var postfix = SmtpServer.postfix(
                "inet:127.0.0.1:" + demo.dovecotPort(), "check_policy_service inet:127.0.0.1:" + demo.postfixPort());
        var maria = new Browser(URI.create(demo.url()));
        var admin = demo.person("maria");
        maria.submit(maria.open("/sign-in"), "/sign-in", Map.of("name", admin.user(), "password", admin.password()));
        return new DeviceSite(demo, postfix, maria);
    }

    /// Makes a device that sends as itself to the organisation, and collects its password with another browser.
    ///
    /// @param changes what is filled in otherwise
    Device device(String name, Map<String, String> changes) {
        var user = name + "@olive.example";
        var fields = new LinkedHashMap<>(Map.of(
                "name",
                name,
                "username",
                user,
                "owner",
                demo.person("nikos").user(),
                "protocols",
                "smtp",
                "mail.senders",
                user,
                "mail.recipients",
                "olive.example",
                "mail.messages",
                "30",
                "mail.each",
                "60"));
        fields.putAll(changes);
        var path = maria.submit(maria.open(NEW), NEW, fields).path();
        var made = maria.submit(maria.open(path + "/card"), path + "/card", Map.of("to", "maker", "hours", "1"));
        var link = URI.create(made.text("app-password").orElseThrow());
        var collector = new Browser(URI.create(demo.url()));
        var shown = collector.submit(collector.open(link.getRawPath() + "?" + link.getRawQuery()), "/card", Map.of());
        return new Device(user, shown.text("app-password").orElseThrow().replaceAll("\\s", ""), path);
    }

    /// What its page says to the admin.
    String pageOf(Device device) {
        return maria.open(device.path()).body();
    }

    SendingApps apps() {
        return new SendingApps(postfix.port());
    }

    @Override
    public void close() {
        postfix.close();
        demo.close();
    }
}
