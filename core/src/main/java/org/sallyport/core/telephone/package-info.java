/// Text messages and calls: codes that reach a telephone, and what keeps them from being misused.
///
/// Owns the message, the ports to whoever sends it and to whoever knows telephone numbers, the codes for telephones,
/// and the budget that ends SMS pumping: countries, ranges of numbers, a day's messages, and how many are answered.
/// Never composes a text, never speaks to a provider, and never decides that somebody may sign in.
/// Called by enrollment and sign-in, behind the account password. Hands over to `method` for the code and its count,
/// and, once the transaction is over, to the server's `telephone` package.
@NullMarked
package org.sallyport.core.telephone;

import org.jspecify.annotations.NullMarked;
