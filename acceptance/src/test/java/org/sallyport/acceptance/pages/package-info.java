/// The pages of `docs/integrations`, held against the files that the tests run.
///
/// Owns nothing but the comparison.
/// Never starts a program, and never judges prose.
/// Called by nobody. Hands over to nobody.
@NullMarked
package org.sallyport.acceptance.pages;

import org.jspecify.annotations.NullMarked;
