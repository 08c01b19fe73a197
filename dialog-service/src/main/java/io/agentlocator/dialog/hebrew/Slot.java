package io.agentlocator.dialog.hebrew;

/** What the agent can have asked for. The order is the order of asking. */
public enum Slot {
    INTENT,
    AREA,
    PROPERTY_TYPE,
    ROOMS,
    BUDGET,
    TIMING,
    NAME,
    /** May we call back at the number that this call comes from? */
    CALLERS_PHONE,
    PHONE,
    /** Is what was read back right? */
    CONFIRMATION,
    /** What of it is wrong? */
    CORRECTION
}
