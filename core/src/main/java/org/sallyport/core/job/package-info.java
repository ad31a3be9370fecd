/// What one of the staff began and a node does behind the page, in more than one step or for longer than a page waits.
///
/// Owns the [org.sallyport.core.job.Job]: who began it, how far it has come, which node works on it; and the file it
/// was begun with, sealed, as long as that is needed.
/// Never knows what a job is about: content and file are bytes to it.
/// Called by `core.intake`. Hands over to nothing.
@NullMarked
package org.sallyport.core.job;

import org.jspecify.annotations.NullMarked;
