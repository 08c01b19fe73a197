package io.agentlocator.hebrew;

/** Grammatical gender of what is counted; digits read one by one, hours and counting without a noun are feminine. */
public enum Gender {
    MASCULINE,
    FEMININE
}
