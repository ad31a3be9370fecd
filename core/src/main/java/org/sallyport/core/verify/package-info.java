/// Attempt in, verdict out: the one place where a user name and a secret are judged.
///
/// Owns the seam every protocol goes through ([org.sallyport.core.verify.Verifier]), the ordered rules, the
/// account snapshot they judge, and what is noted about each verdict.
/// Never knows the wire a question came by, and never tells a caller why the answer is no.
/// Called by every listener. Hands over to the directory for account passwords and to the store for snapshots.
@NullMarked
package org.sallyport.core.verify;

import org.jspecify.annotations.NullMarked;
