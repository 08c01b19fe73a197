/**
 * Google Cloud Speech-to-Text (V2 and V1) and Text-to-Speech.
 *
 * <p>Language codes stay plain strings: the vendor's recognition calls Hebrew {@code iw-IL}, which {@code java.util.Locale}
 * would rewrite to {@code he-IL}.
 */
@NullMarked
package io.agentlocator.speech.google;

import org.jspecify.annotations.NullMarked;
