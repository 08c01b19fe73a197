/** The state of each call, and how each webhook is answered. */
@NullMarked
package io.agentlocator.gateway;

import org.jspecify.annotations.NullMarked;
