/**
 * Reads spoken Hebrew as a recogniser writes it. The entrances are {@link UtteranceReader}, for the answers in an utterance,
 * and {@link DialogActs}, for what it does in the conversation.
 */
@NullMarked
package io.agentlocator.dialog.hebrew;

import org.jspecify.annotations.NullMarked;
