/// Who there is: people and groups, looked up by a name, a number or a page at a time.
///
/// Owns [org.sallyport.core.roster.Roster], the reading side of the accounts for whoever answers questions about them,
/// and [org.sallyport.core.roster.PosixDesk], which gives out the numbers that Unix machines know people by.
/// Never touches a secret or a contact on record, and never scans: every look-up has an index, every list a bound.
/// Called by listeners that answer directory questions and by the command line. Hands over to the store.
@NullMarked
package org.sallyport.core.roster;

import org.jspecify.annotations.NullMarked;
