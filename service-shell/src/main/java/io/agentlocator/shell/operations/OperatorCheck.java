package io.agentlocator.shell.operations;

/** Something that a service needs and can look at. Operators are told of all beans of this type. */
public interface OperatorCheck {

    /** As operators know it: {@code db}, {@code openai}, {@code tts}, {@code stt}, {@code twilio_secrets}. */
    String name();

    /**
     * {@code ok}, {@code disabled}, or what is wrong in one line; never a secret. Asked often and by any thread: answers
     * from what is known and does not wait.
     */
    String state();
}
