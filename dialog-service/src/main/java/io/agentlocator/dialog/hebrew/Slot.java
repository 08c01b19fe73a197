package io.agentlocator.dialog.hebrew;

/** What the agent asks for. The order is the order of asking. */
public enum Slot {
    INTENT,
    AREA,
    PROPERTY_TYPE,
    ROOMS,
    BUDGET,
    TIMING,
    NAME,
    /** May we call back the number of this call? */
    CALLERS_PHONE,
    PHONE,
    /** Is the read-back right? */
    CONFIRMATION,
    /** What of the read-back is wrong? */
    CORRECTION
}
