package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/**
 * WhatsApp messages as reported by Twilio's webhooks. Keyed by conversation: one person and one number of the business.
 * Personal data. Written by telephony-gateway.
 */
public sealed interface Message extends Event {

    String conversationId();

    @Override
    default String key() {
        return conversationId();
    }

    /**
     * A person wrote to the business.
     *
     * @param messageSid Twilio's id; the same message may be published more than once
     * @param from E.164
     * @param to E.164
     * @param text empty where the message has only media
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
     * The delivery status of a message that we sent changed.
     *
     * @param status as Twilio names it: queued, sent, delivered, read, failed, undelivered
     * @param errorCode Twilio's; null where there is none
     */
    record StatusChanged(
            String conversationId,
            String messageSid,
            String status,
            @Nullable Integer errorCode) implements Message {}
}
