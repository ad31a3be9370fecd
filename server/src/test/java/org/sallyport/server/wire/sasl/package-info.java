/// SASL messages, every form of them.
@NullMarked
package org.sallyport.server.wire.sasl;

import org.jspecify.annotations.NullMarked;
