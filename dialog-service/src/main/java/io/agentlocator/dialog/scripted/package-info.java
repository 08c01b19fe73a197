/** A conversation that needs no vendor: one short question after the other. */
@NullMarked
package io.agentlocator.dialog.scripted;

import org.jspecify.annotations.NullMarked;
