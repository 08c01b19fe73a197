package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.CallerSays;

/**
 * A stretch of the caller's speech.
 *
 * @param text empty where there was a voice but no words
 * @param dismissed whether the agent went on as if nothing had been said
 */
record Utterance(int number, String text, boolean dismissed) {

    boolean understood() {
        return !text.isBlank();
    }

    /** What a speaking agent may pass over. */
    boolean negligible() {
        return !understood()
                || CallerSays.isBackchannel(text)
                || CallerSays.isCourtesy(text)
                || CallerSays.isBareYesOrNo(text);
    }

    Utterance dismiss() {
        return new Utterance(number, text, true);
    }

    @Override
    public String toString() {
        return "Utterance[" + number + ", " + text.length() + " chars" + (dismissed ? ", dismissed]" : "]");
    }
}
