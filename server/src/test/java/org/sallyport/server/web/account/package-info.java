/// Tests of what the account's pages keep in memory.
@NullMarked
package org.sallyport.server.web.account;

import org.jspecify.annotations.NullMarked;
