package org.sallyport.server.main;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// The program: prints which version it is.
public final class Sallyport {
    private Sallyport() {}

    public static void main(String[] args) throws IOException {
        var build = new Properties();
        try (InputStream in = Sallyport.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        System.out.println("sallyport " + build.getProperty("build.version", "unknown"));
    }
}
