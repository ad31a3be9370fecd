/// What all pages share.
///
/// Owns the frame around every page, the languages, the styles and scripts, how times are written, and the pages for
/// whatever goes wrong, with the last catch behind them.
/// Never knows what a page is about.
/// Called by the pages and by `security`. Hands over to Thymeleaf and the message bundles.
@NullMarked
package org.sallyport.server.web.frame;

import org.jspecify.annotations.NullMarked;
