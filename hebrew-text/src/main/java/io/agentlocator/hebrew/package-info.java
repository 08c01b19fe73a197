/**
 * Hebrew text as it is spoken: numbers in words with their gender, written forms in full.
 *
 * <p>{@link io.agentlocator.hebrew.SpokenHebrew} turns a written text into a spoken one,
 * {@link io.agentlocator.hebrew.NumberSpeller} spells a single number. What a Hebrew speaker may want to change without
 * touching code stands in tables beside the classes: {@code abbreviations.tsv} and {@code nouns.tsv}.
 */
@NullMarked
package io.agentlocator.hebrew;

import org.jspecify.annotations.NullMarked;
