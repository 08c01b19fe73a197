/** The cache of model files: location, download, integrity check. */
@NullMarked
package io.agentlocator.speechmodels.cache;

import org.jspecify.annotations.NullMarked;
