/**
 * Google Cloud Speech-to-Text (V2 and V1) and Text-to-Speech.
 *
 * <p>{@link io.agentlocator.speech.google.GoogleSpeechRecognizer} hears calls for as long as they last over streams that the
 * vendor ends after five minutes; {@link io.agentlocator.speech.google.GoogleSpeechSynthesizer} speaks μ-law as the telephone
 * wants it. Language codes stay plain strings: the vendor's recognition calls Hebrew {@code iw-IL}, which
 * {@code java.util.Locale} would rewrite to {@code he-IL}.
 */
@NullMarked
package io.agentlocator.speech.google;

import org.jspecify.annotations.NullMarked;
