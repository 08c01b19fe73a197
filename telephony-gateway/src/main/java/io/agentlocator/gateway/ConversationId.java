package io.agentlocator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The id of the written conversation between a person and a number of the business: the same in both directions. */
public final class ConversationId {

    private static final int BYTES = 10;

    private ConversationId() {}

    /** @param one an address as the network writes it, with or without the channel before it @param other likewise */
    public static String id(String one, String other) {
        String a = address(one).toLowerCase(Locale.ROOT);
        String b = address(other).toLowerCase(Locale.ROOT);
        String both = a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(both.getBytes(UTF_8));
            return "WA" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** The address without its channel, such as {@code whatsapp:}; E.164 where the person shows a number. */
    public static String address(String text) {
        String stripped = text.strip();
        int colon = stripped.indexOf(':');
        return colon < 0 ? stripped : stripped.substring(colon + 1).strip();
    }
}
