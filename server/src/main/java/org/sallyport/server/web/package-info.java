/// The web pages: what a browser sees of Sallyport.
///
/// Owns the settings of the web, who is visiting and how far they have come ([org.sallyport.server.web.Visitor],
/// [org.sallyport.server.web.Stage]), and starting and stopping the web server.
/// Never sees a store, a directory or a listener of the server: it is handed the services of the core.
/// Called by `main`, which starts it. Hands over to the packages below: `session` remembers a visitor, `security`
/// decides what a visitor may reach, `frame` is what all pages share, the others are the pages.
@NullMarked
package org.sallyport.server.web;

import org.jspecify.annotations.NullMarked;
