/** HTTP of every service: liveness, build information, and the log of requests. */
@NullMarked
package io.agentlocator.shell.http;

import org.jspecify.annotations.NullMarked;
