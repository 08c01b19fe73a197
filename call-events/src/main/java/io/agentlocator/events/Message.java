package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/**
 * WhatsApp messages as Twilio's webhooks tell of them. Keyed by conversation: one person and one number of the business.
 * Personal data. Written by telephony-gateway.
 */
public sealed interface Message extends Event {

    String conversationId();

    @Override
    default String key() {
        return conversationId();
    }

    /**
     * Somebody wrote to the business.
     *
     * @param messageSid Twilio's id; the same message may be told of more than once
     * @param from E.164
     * @param to E.164
     * @param text empty where only media came
     * @param media how many attachments
     */
    record Received(
            String conversationId,
            String messageSid,
            String from,
            String to,
            String text,
            int media,
            @Nullable String profileName)
            implements Message {
        @Override
        public String toString() {
            return "Received[messageSid=" + messageSid + ", from=" + Masked.phone(from) + ", " + text.length()
                    + " chars, media=" + media + "]";
        }
    }

    /**
     * A message of ours came further, or did not.
     *
     * @param status Twilio's word: queued, sent, delivered, read, failed, undelivered
     * @param errorCode Twilio's; null where there is none
     */
    record StatusChanged(
            String conversationId,
            String messageSid,
            String status,
            @Nullable Integer errorCode) implements Message {}
}
