/** What the caller has told of himself, read from the history of the call. */
@NullMarked
package io.agentlocator.dialog.lead;

import org.jspecify.annotations.NullMarked;
