/// An identity provider for tests.
@NullMarked
package org.sallyport.server.web.openid;

import org.jspecify.annotations.NullMarked;
