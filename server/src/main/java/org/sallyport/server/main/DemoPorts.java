package org.sallyport.server.main;

/// Where a demo listens: on this machine only.
///
/// @param offset added to both usual ports
record DemoPorts(int offset) {
    private static final int WEB = 8080;
    private static final int VERIFY = 8081;
    private static final int HIGHEST = 65_535;

    DemoPorts {
        if (offset < 1 - WEB || offset > HIGHEST - VERIFY) {
            throw Failure.misuse(
                    "sallyport: --port-offset needs a number from " + (1 - WEB) + " to " + (HIGHEST - VERIFY));
        }
    }

    int web() {
        return WEB + offset;
    }

    int verify() {
        return VERIFY + offset;
    }

    String webListen() {
        return "127.0.0.1:" + web();
    }

    String webUrl() {
        return "http://localhost:" + web();
    }

    String verifyListen() {
        return "127.0.0.1:" + verify();
    }

    String verifyUrl() {
        return "http://127.0.0.1:" + verify() + "/verify";
    }
}
