/** The scripted language model, which needs no vendor. */
@NullMarked
package io.agentlocator.dialog.scripted;

import org.jspecify.annotations.NullMarked;
