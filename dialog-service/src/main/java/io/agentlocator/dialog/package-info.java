/** The conversation: what was said and heard, and what the agent does next. */
@NullMarked
package io.agentlocator.dialog;

import org.jspecify.annotations.NullMarked;
