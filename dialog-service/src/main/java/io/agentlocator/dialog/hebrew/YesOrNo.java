package io.agentlocator.dialog.hebrew;

/** What an utterance says to a yes-or-no question. */
public enum YesOrNo {
    YES,
    NO,
    NEITHER
}
