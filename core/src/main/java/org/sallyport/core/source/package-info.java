/// Where accounts come from, when it is not Sallyport itself: a directory, an identity provider, a system that
/// provisions.
///
/// Owns the names of sources, the links between accounts and what a source calls them, the conflicts that wait for an
/// admin, and the one desk that turns what a source says of somebody into an account:
/// [org.sallyport.core.source.Provisioning].
/// Never asks a source anything and never guesses: two accounts become one by the rule that is configured, or because
/// an admin said so. Called by whatever reads a source, by the pages of the administration and the command line. Hands
/// over to the store, and to `apppassword` for closing what apps have open.
@NullMarked
package org.sallyport.core.source;

import org.jspecify.annotations.NullMarked;
