/// How fast people come in from a file, beside bare inserts of the same bytes into the same kind of database.
@NullMarked
package org.sallyport.bench.intake;

import org.jspecify.annotations.NullMarked;
