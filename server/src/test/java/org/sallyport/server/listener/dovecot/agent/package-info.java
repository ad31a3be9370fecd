/// The agent, between callers that never wait and servers that come and go.
@NullMarked
package org.sallyport.server.listener.dovecot.agent;

import org.jspecify.annotations.NullMarked;
