/// Directories in memory, asked as real ones are.
@NullMarked
package org.sallyport.server.directory.ldap;

import org.jspecify.annotations.NullMarked;
