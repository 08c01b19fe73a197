package io.agentlocator.dialog.hebrew;

/** The answer to a yes-or-no question. */
public enum YesOrNo {
    YES,
    NO,
    NEITHER
}
