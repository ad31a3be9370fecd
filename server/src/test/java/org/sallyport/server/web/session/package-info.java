/// What the pages remember of a browser.
@NullMarked
package org.sallyport.server.web.session;

import org.jspecify.annotations.NullMarked;
