package io.agentlocator.speech.hebrew;

/** Grammatical gender of what is counted; digits read one by one, hours and counting without a noun are feminine. */
enum Gender {
    MASCULINE,
    FEMININE
}
