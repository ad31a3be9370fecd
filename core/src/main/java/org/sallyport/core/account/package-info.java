/// Who can hold app passwords.
///
/// Owns the account, its permanent id, its name in one canonical form (RFC 8265), its contacts on record, its
/// account password digest and the journal of changes that every node follows.
/// Never knows whether MFA is required (see `policy`) nor how a password is hashed (see `directory`).
/// Called by every other package of the core and by the web. Hands over to the store for keeping.
@NullMarked
package org.sallyport.core.account;

import org.jspecify.annotations.NullMarked;
