package io.agentlocator.gateway.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.twilio.LiveCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether Twilio takes our credentials: {@code ok}, {@code disabled}, or what is wrong. Twilio is asked now and then, on a
 * thread of its own; between two answers the last one stands.
 */
@Singleton
public class TwilioSecrets implements OperatorCheck {

    private static final Duration ASK_EVERY = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);

    private final RequiredSettings required;
    private final LiveCalls calls;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile String known = "not asked yet";
    private volatile long askNextNanos = System.nanoTime();

    @Inject
    public TwilioSecrets(RequiredSettings required, LiveCalls calls) {
        this.required = required;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "twilio_secrets";
    }

    @Override
    public String state() {
        List<String> missing = required.secrets();
        if (!missing.isEmpty()) {
            return missing.size() == 2 ? "disabled" : missing.getFirst();
        }
        if (System.nanoTime() - askNextNanos >= 0 && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("ask-twilio").start(this::ask);
        }
        return known;
    }

    private void ask() {
        try {
            known = calls.refusal().orElse("ok");
        } catch (RuntimeException e) {
            known = "cannot be asked: " + e.getClass().getSimpleName();
        } finally {
            askNextNanos = System.nanoTime() + (known.equals("ok") ? ASK_EVERY : ASK_AGAIN_AFTER).toNanos();
            asking.set(false);
        }
    }
}
