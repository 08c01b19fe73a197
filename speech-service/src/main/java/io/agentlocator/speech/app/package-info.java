/** Puts the service together: settings, engines, the threads that work for calls, health. */
@NullMarked
package io.agentlocator.speech.app;

import org.jspecify.annotations.NullMarked;
