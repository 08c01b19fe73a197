package io.agentlocator.speech;

/** Writes a sentence out as it is spoken: numbers, dates, telephone numbers and abbreviations in words. */
@FunctionalInterface
public interface Wording {

    /** Never fails: what it does not know stays as it was. */
    String speakable(String text);
}
