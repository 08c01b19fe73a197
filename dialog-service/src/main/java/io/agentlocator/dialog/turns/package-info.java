/**
 * The rules of the conversation: what the agent does after each event. {@link ConversationRules} is the entrance, {@link
 * Conversations} holds the conversations of this instance.
 */
@NullMarked
package io.agentlocator.dialog.turns;

import org.jspecify.annotations.NullMarked;
