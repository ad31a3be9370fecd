/// Who there is: people and groups, looked up by a name, a number or a page at a time.
///
/// Owns [org.sallyport.core.roster.Roster], the reading side of the accounts for whoever answers questions about them;
/// [org.sallyport.core.roster.PeopleList], which finds people by several things at once along the index that
/// [org.sallyport.core.roster.Indexer] keeps right and [org.sallyport.core.roster.GroupSizes] counts;
/// [org.sallyport.core.roster.PeopleExport], which writes them down;
/// and [org.sallyport.core.roster.PosixDesk], which gives out the
/// numbers that Unix machines know people by.
/// Never touches a secret or a contact on record, and never scans for an answer: every look-up has an index, every list
/// a bound. The index of people decides nothing.
/// Called by listeners that answer directory questions, by the administration pages, the clockwork and the command
/// line. Hands over to the store.
@NullMarked
package org.sallyport.core.roster;

import org.jspecify.annotations.NullMarked;
