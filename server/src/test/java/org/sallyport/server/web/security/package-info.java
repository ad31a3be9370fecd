/// Proofs of what `web.security` promises that need no running pages.
@NullMarked
package org.sallyport.server.web.security;

import org.jspecify.annotations.NullMarked;
