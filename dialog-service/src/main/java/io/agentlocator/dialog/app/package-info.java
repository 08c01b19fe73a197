/** Settings, wiring, health. */
@NullMarked
package io.agentlocator.dialog.app;

import org.jspecify.annotations.NullMarked;
