/**
 * Sound to words, words to sound, recordings to words. Packages depend on each other in one direction: {@code app} → {@code
 * kafka} → {@code recognition}, {@code synthesis}, {@code recordings} → {@code roles} → {@code audio}; each vendor has a
 * package of its own, which implements roles.
 */
@NullMarked
package io.agentlocator.speech;

import org.jspecify.annotations.NullMarked;
