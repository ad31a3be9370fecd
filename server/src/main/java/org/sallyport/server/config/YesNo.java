package org.sallyport.server.config;

/// Whether the operator wants something.
enum YesNo {
    NO,
    YES
}
