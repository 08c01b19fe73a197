/**
 * What stands around every service and is the same everywhere: the way to and from the topics ({@code kafka}), and what
 * an operator asks over HTTP ({@code http}). It knows no call from the inside.
 */
@NullMarked
package io.agentlocator.shell;

import org.jspecify.annotations.NullMarked;
