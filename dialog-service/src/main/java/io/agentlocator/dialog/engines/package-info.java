/** The language models at work: asked, given up for one another, timed and counted. */
@NullMarked
package io.agentlocator.dialog.engines;

import org.jspecify.annotations.NullMarked;
