/** The files of the models: where they lie, how they come there, and the check that they are the right ones. */
@NullMarked
package io.agentlocator.speechmodels.cache;

import org.jspecify.annotations.NullMarked;
