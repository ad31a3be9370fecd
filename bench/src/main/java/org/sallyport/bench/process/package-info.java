/// The whole server as its users meet it: started with `./sallyport`, asked over real sockets, beside its peers.
///
/// Owns the start and stop of every process that takes part (each by its own handle), what it cost, and the questions
/// of `verify`, `dovecot`, `ldap`, `timing`, `start`, `memory`, `scale` and `pages`.
/// Never leaves loopback, and never reads anything of the product but its port, its answers and `/proc`.
/// Called by `bench/run.sh`. Hands over to wrk, the load of the other protocols, nginx, Dovecot, slapd,
/// the bare responders and the launcher.
@NullMarked
package org.sallyport.bench.process;

import org.jspecify.annotations.NullMarked;
