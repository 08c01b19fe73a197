/**
 * Text as a person writes it, turned into text as a Hebrew voice should say it.
 *
 * <p>{@link io.agentlocator.speech.hebrew.SpokenHebrew} is the way in. What a Hebrew speaker may want to change without
 * touching code stands in two tables beside the classes: {@code abbreviations.tsv} and {@code nouns.tsv}.
 */
@NullMarked
package io.agentlocator.speech.hebrew;

import org.jspecify.annotations.NullMarked;
