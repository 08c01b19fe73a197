/** Speech models that run in the JVM: what every model shares, sound at a rate and what was recognised. */
@NullMarked
package io.agentlocator.speechmodels;

import org.jspecify.annotations.NullMarked;
