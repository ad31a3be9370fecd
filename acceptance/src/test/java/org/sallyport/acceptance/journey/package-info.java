/// People at a browser: from "Set it up now" to an app password, in Chromium, in every language of the pages.
///
/// Owns the browser, what its windows show and say, the pictures of every page, and the threats that only a browser can
/// carry out. Never asks the server anything that a person could not see, except whether its verify port takes a
/// password. Called by `./verify`. Hands over to `harness` for the demo, its mail and the authenticator app.
@NullMarked
package org.sallyport.acceptance.journey;

import org.jspecify.annotations.NullMarked;
