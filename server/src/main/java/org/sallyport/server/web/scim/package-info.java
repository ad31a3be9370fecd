/// SCIM 2.0: how a system that provisions writes people and groups here (RFC 7643, RFC 7644).
///
/// Owns what is said in that protocol: addresses, tokens, bodies, filters, patches and errors, by a library; and turns
/// what is written into what a source of accounts says.
/// Never decides what becomes of an account: that is for [org.sallyport.core.source.Provisioning]; never takes a
/// password, and shows a source nothing but what it wrote itself.
/// Called by the servlet container, before sessions and pages. Hands over to `core.source`.
@NullMarked
package org.sallyport.server.web.scim;

import org.jspecify.annotations.NullMarked;
