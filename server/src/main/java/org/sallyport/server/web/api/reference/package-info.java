/// The page where staff read what the API has and try it.
///
/// Owns how the description of the API is shown to people: by subject, each operation with a `curl` line.
/// Never asks the API itself: whoever tries it types a token, and their browser sends that and no cookie.
/// Called by browsers. Hands over to the description that [org.sallyport.server.web.api] serves.
@NullMarked
package org.sallyport.server.web.api.reference;

import org.jspecify.annotations.NullMarked;
