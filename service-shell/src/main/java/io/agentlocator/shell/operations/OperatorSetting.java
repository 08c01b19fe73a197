package io.agentlocator.shell.operations;

import java.util.function.Supplier;

/**
 * A setting that operators can see from outside, in {@code /version}; never a secret. A service declares each by a
 * producer method that returns {@link #of(String, String)}; all beans of this type are reported.
 */
public interface OperatorSetting {

    String name();

    String value();

    static OperatorSetting of(String name, String value) {
        return of(name, () -> value);
    }

    /** @param value asked each time the service reports its state; any thread, must not wait */
    static OperatorSetting of(String name, Supplier<String> value) {
        return new OperatorSetting() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String value() {
                return value.get();
            }
        };
    }
}
