/** Runs the language models: in order of preference, each behind its breaker, off the conversations' thread. */
@NullMarked
package io.agentlocator.dialog.models;

import org.jspecify.annotations.NullMarked;
