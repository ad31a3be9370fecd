package org.sallyport.server.main;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `version`: which one this is.
@Command(name = "version", description = "Say which version this is.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Form form = new Form();

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        form.say(terminal, Done.saying("sallyport " + version()).with("version", version()));
        return 0;
    }

    static String version() throws IOException {
        var build = new Properties();
        try (InputStream in = Sallyport.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return build.getProperty("build.version", "unknown");
    }
}
