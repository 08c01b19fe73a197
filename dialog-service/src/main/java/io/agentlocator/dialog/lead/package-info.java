/** The caller's answers, read from the history of the call. */
@NullMarked
package io.agentlocator.dialog.lead;

import org.jspecify.annotations.NullMarked;
