/// How much mail people get, and when.
///
/// Owns no rule of the product.
@NullMarked
package org.sallyport.core.notice;

import org.jspecify.annotations.NullMarked;
