@NullMarked
package org.sallyport.server.web.passkey;

import org.jspecify.annotations.NullMarked;
