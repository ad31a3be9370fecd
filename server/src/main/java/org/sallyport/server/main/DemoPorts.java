package org.sallyport.server.main;

import java.util.Arrays;

/// Where a demo listens: on this machine only.
///
/// @param offset added to every usual port
record DemoPorts(int offset) {
    private static final int HIGHEST = 65_535;

    DemoPorts {
        var usual = Arrays.stream(DemoPort.values()).mapToInt(DemoPort::usual).summaryStatistics();
        int least = 1 - usual.getMin();
        int most = HIGHEST - usual.getMax();
        if (offset < least || offset > most) {
            throw Failure.misuse("sallyport: --port-offset needs a number from " + least + " to " + most);
        }
    }

    int of(DemoPort port) {
        return port.usual() + offset;
    }

    String listen(DemoPort port) {
        return "127.0.0.1:" + of(port);
    }

    String webUrl() {
        return "http://localhost:" + of(DemoPort.WEB);
    }

    String verifyUrl(String path) {
        return "http://" + listen(DemoPort.VERIFY) + path;
    }

    String ldapUrl() {
        return "ldap://" + listen(DemoPort.LDAP);
    }

    String ldapsUrl() {
        return "ldaps://" + listen(DemoPort.LDAPS);
    }
}
