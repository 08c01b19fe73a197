package io.agentlocator.speech.roles;

/** Receives what engines do, for metrics and logs. Called from all threads; must not block. */
public interface EngineObserver {

    /** Ignores everything. */
    EngineObserver NONE = new EngineObserver() {
        @Override
        public void failed(String engine, FailureKind kind, String cause) {}

        @Override
        public void took(String engine, String what, long ms) {}

        @Override
        public void used(String engine, String unit, double amount) {}

        @Override
        public void switched(String role, String from, String to, String cause, String callSid) {}

        @Override
        public void unexpected(String what, String callSid, int turn, RuntimeException cause) {}
    };

    /** @param cause must not contain a caller's words */
    void failed(String engine, FailureKind kind, String cause);

    /** @param what {@code utterance}, {@code first-sound} or {@code cached} */
    void took(String engine, String what, long ms);

    /** @param unit {@code seconds} recognised or {@code characters} spoken: the units that vendors charge by */
    void used(String engine, String unit, double amount);

    /** @param role {@code recognizer} or {@code synthesizer} */
    void switched(String role, String from, String to, String cause, String callSid);

    /** A defect of our own code while a turn was spoken. @param what a log line without its fields */
    void unexpected(String what, String callSid, int turn, RuntimeException cause);
}
