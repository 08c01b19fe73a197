package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Message;
import io.agentlocator.gateway.ConversationId;
import io.agentlocator.gateway.MessagePublisher;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers the webhooks of WhatsApp: received messages and the status of our own. Each message, and each status of one, is
 * published once. Statuses may overtake each other and are published in the order in which they come.
 */
final class MessageWebhooks {

    private static final Logger LOG = Logger.getLogger(MessageWebhooks.class);

    private static final int MOST_REMEMBERED = 20_000;

    /** WhatsApp's own limit is 4,096 characters. */
    private static final int LONGEST_TEXT = 8_000;

    private static final int LONGEST_NAME = 200;

    private final MessagePublisher publisher;
    private final Set<String> published = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    MessageWebhooks(MessagePublisher publisher) {
        this.publisher = publisher;
    }

    WebhookAnswer received(Form form) {
        String sid = sid(form);
        String from = form.get("From");
        String to = form.get("To");
        if (sid == null || from == null || to == null) {
            LOG.warn("message without its sid or its addresses left alone");
            return WebhookAnswer.NO_CONTENT;
        }
        Integer media = form.count("NumMedia");
        String name = form.get("ProfileName");
        publish(
                sid,
                new Message.Received(
                        ConversationId.id(from, to),
                        sid,
                        ConversationId.address(from),
                        ConversationId.address(to),
                        shortened(Objects.requireNonNullElse(form.get("Body"), ""), LONGEST_TEXT),
                        media == null ? 0 : media,
                        name == null ? null : shortened(name, LONGEST_NAME)));
        return WebhookAnswer.NO_CONTENT;
    }

    WebhookAnswer statusChanged(Form form) {
        String sid = sid(form);
        String from = form.get("From");
        String to = form.get("To");
        String named = form.get("MessageStatus");
        String status = named == null ? form.get("SmsStatus") : named;
        if (sid == null || from == null || to == null || status == null || !status.matches("[A-Za-z_-]{1,32}")) {
            LOG.warn("message status without its sid, its addresses or a status left alone");
            return WebhookAnswer.NO_CONTENT;
        }
        String word = status.toLowerCase(Locale.ROOT);
        publish(
                sid + " " + word,
                new Message.StatusChanged(ConversationId.id(from, to), sid, word, form.count("ErrorCode")));
        return WebhookAnswer.NO_CONTENT;
    }

    private void publish(String once, Message event) {
        if (!published.add(once)) {
            return;
        }
        LOG.infof("published conversation=%s event=%s", event.conversationId(), event);
        try {
            publisher.publish(event);
        } catch (RuntimeException e) {
            LOG.errorf(e, "event not published conversation=%s", event.conversationId());
        }
    }

    private static @Nullable String sid(Form form) {
        for (String name : new String[] {"MessageSid", "SmsMessageSid", "SmsSid"}) {
            String sid = form.get(name);
            if (sid != null && sid.matches("[A-Za-z0-9]{2,64}")) {
                return sid;
            }
        }
        return null;
    }

    /** Does not split a surrogate pair. */
    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
