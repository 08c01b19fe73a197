/** Speech models that run in the JVM. This package has what they share: sound and the result of recognition. */
@NullMarked
package io.agentlocator.speechmodels;

import org.jspecify.annotations.NullMarked;
