/** The life of a call as its webhooks tell it, and how each of them is answered. */
@NullMarked
package io.agentlocator.gateway;

import org.jspecify.annotations.NullMarked;
