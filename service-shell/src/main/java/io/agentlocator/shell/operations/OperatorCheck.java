package io.agentlocator.shell.operations;

import java.util.function.Supplier;

/**
 * The state of something that a service needs, for operators, in {@code /readyz}. A service declares each by a producer
 * method that returns {@link #of} or a {@link PolledCheck}; all beans of this type are reported.
 */
public interface OperatorCheck {

    /** The state of a check that found nothing wrong. */
    String OK = "ok";

    /** The state of a check whose subject is switched off. */
    String DISABLED = "disabled";

    /** As operators know it: {@code db}, {@code openai}, {@code tts}, {@code stt}, {@code twilio_secrets}. */
    String name();

    /**
     * {@link #OK}, {@link #DISABLED}, or what is wrong in one line; never a secret. Called every half second and by any
     * thread: answers from what is known and does not wait.
     */
    String state();

    static OperatorCheck of(String name, Supplier<String> state) {
        return new OperatorCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String state() {
                return state.get();
            }
        };
    }
}
