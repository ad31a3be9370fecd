/// The people that measurements ask about.
///
/// Owns accounts with MFA in force and app passwords, put into any store through its books, and what they would type;
/// and accounts of other kinds beside them, at which somebody guesses.
/// Never used outside measurements: nobody else may know an app password in clear.
/// Called by the other packages of bench. Hands over to the core's books.
@NullMarked
package org.sallyport.bench.town;

import org.jspecify.annotations.NullMarked;
