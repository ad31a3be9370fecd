package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;

/// What is said on one connection. One thread at a time.
interface Exchange {
    /// What is said first.
    byte[] greeting();

    /// Takes what arrived and writes the answers to all requests that are whole now.
    void feed(byte[] arrived, int count, ByteArrayOutputStream answers);
}
