/**
 * Every record on Kafka, its topic and its wire form.
 *
 * <p>One sealed interface a topic, one page each; the records are written with the outer name ({@code Transcript.Final}).
 * {@link io.agentlocator.events.Topic} lists the topics with their writer, retention and audience;
 * {@link io.agentlocator.events.EventCodec} turns records into Kafka records and back. An unknown type is skipped, an
 * unknown field ignored: consumers of yesterday read the events of tomorrow.
 */
@NullMarked
package io.agentlocator.events;

import org.jspecify.annotations.NullMarked;
