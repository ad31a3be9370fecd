/// The pages as a browser meets them: started on a free port over the store in memory.
@NullMarked
package org.sallyport.server.web;

import org.jspecify.annotations.NullMarked;
