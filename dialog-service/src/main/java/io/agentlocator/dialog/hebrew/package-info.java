/** Spoken Hebrew as a recogniser writes it down: numbers, places, names, yes and no. */
@NullMarked
package io.agentlocator.dialog.hebrew;

import org.jspecify.annotations.NullMarked;
