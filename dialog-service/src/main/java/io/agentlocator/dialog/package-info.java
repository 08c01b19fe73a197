/** The state of a call, folded from its events, and the role of a language model. */
@NullMarked
package io.agentlocator.dialog;

import org.jspecify.annotations.NullMarked;
