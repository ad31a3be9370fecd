/// How much of what happened on which day, for charts.
///
/// Owns the counts. Never decides anything and never names a person: whoever altered a count would spoil a picture.
/// Written where it happens, in the same transaction; read by the pages of admins.
@NullMarked
package org.sallyport.core.figures;

import org.jspecify.annotations.NullMarked;
