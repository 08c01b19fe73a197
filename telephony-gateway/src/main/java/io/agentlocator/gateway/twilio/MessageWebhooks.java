package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Message;
import io.agentlocator.gateway.Conversation;
import io.agentlocator.gateway.MessageAnnouncements;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp: what people write and what becomes of our own messages. Each message, and each status of one, is told of
 * once; statuses may overtake each other and are told of as they come.
 */
final class MessageWebhooks {

    private static final Logger LOG = Logger.getLogger(MessageWebhooks.class);

    private static final int MOST_REMEMBERED = 20_000;

    /** WhatsApp's own limit is 4,096 characters. */
    private static final int LONGEST_TEXT = 8_000;

    private static final int LONGEST_NAME = 200;

    private final MessageAnnouncements announcements;
    private final Set<String> told = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    MessageWebhooks(MessageAnnouncements announcements) {
        this.announcements = announcements;
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
        announce(
                sid,
                new Message.Received(
                        Conversation.id(from, to),
                        sid,
                        Conversation.address(from),
                        Conversation.address(to),
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
        announce(
                sid + " " + word,
                new Message.StatusChanged(Conversation.id(from, to), sid, word, form.count("ErrorCode")));
        return WebhookAnswer.NO_CONTENT;
    }

    private void announce(String once, Message event) {
        if (!told.add(once)) {
            return;
        }
        LOG.infof("told conversation=%s event=%s", event.conversationId(), event);
        try {
            announcements.announce(event);
        } catch (RuntimeException e) {
            LOG.errorf(e, "event not announced conversation=%s", event.conversationId());
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

    /** Never in the middle of a character that takes two. */
    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
