package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.DialogActs;

/**
 * A stretch of the caller's speech.
 *
 * @param text empty where there was a voice but no words
 * @param dismissed whether the agent went on as if nothing had been said
 */
public record Utterance(int number, String text, boolean dismissed) {

    public boolean understood() {
        return !text.isBlank();
    }

    /** Whether an agent that is speaking may ignore it. */
    public boolean negligible() {
        return isNegligible(text);
    }

    public static boolean isNegligible(String text) {
        return text.isBlank()
                || DialogActs.isBackchannel(text)
                || DialogActs.isCourtesy(text)
                || DialogActs.isBareYesOrNo(text);
    }

    Utterance dismiss() {
        return new Utterance(number, text, true);
    }

    /** Without the text: it goes into logs. */
    @Override
    public String toString() {
        return "Utterance[" + number + ", " + text.length() + " chars" + (dismissed ? ", dismissed]" : "]");
    }
}
