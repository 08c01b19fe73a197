/**
 * Every record on Kafka, its topic and its wire form.
 *
 * <p>Each topic has one sealed interface in one file. Refer to its records by the outer name ({@code Transcript.Final}).
 * {@link io.agentlocator.events.Topic} lists the topics with their writer, retention and audience; {@link
 * io.agentlocator.events.EventCodec} encodes and decodes them. Consumers skip unknown types and ignore unknown fields, so
 * an old consumer reads the events of a newer writer.
 */
@NullMarked
package io.agentlocator.events;

import org.jspecify.annotations.NullMarked;
