package org.sallyport.server.listener.ldap;

import java.util.Optional;

/// What can be asked (RFC 4511 section 4.1.1): the tag of the question and that of its answer.
enum Operation {
    BIND(0x60, 0x61),
    UNBIND(0x42, 0),
    SEARCH(0x63, 0x65),
    MODIFY(0x66, 0x67),
    ADD(0x68, 0x69),
    DELETE(0x4a, 0x6b),
    MODIFY_DN(0x6c, 0x6d),
    COMPARE(0x6e, 0x6f),
    ABANDON(0x50, 0),
    EXTENDED(0x77, 0x78);

    private static final Operation[] ALL = values();

    private final int request;
    private final int response;

    Operation(int request, int response) {
        this.request = request;
        this.response = response;
    }

    static Optional<Operation> find(int tag) {
        for (var operation : ALL) {
            if (operation.request == tag) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    byte response() {
        return (byte) response;
    }
}
