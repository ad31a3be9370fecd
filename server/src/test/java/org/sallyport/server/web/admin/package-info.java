/// Tests of the admin pages with more people than a test can click through.
@NullMarked
package org.sallyport.server.web.admin;

import org.jspecify.annotations.NullMarked;
