package io.agentlocator.speech;

/** Told what the engines do, for those who watch them and pay for them. Called from all threads; must not block. */
public interface VendorWatch {

    /** For those who do not care. */
    VendorWatch NOBODY = new VendorWatch() {
        @Override
        public void failed(String engine, FailureKind kind, String cause) {}

        @Override
        public void took(String engine, String what, long ms) {}

        @Override
        public void used(String engine, String unit, double amount) {}

        @Override
        public void switched(String role, String from, String to, String cause, String callSid) {}
    };

    /** @param cause no words of a caller in it */
    void failed(String engine, FailureKind kind, String cause);

    /** @param what {@code utterance}, {@code first-sound} or {@code cached} */
    void took(String engine, String what, long ms);

    /** @param unit {@code seconds} heard or {@code characters} spoken: what vendors are paid by */
    void used(String engine, String unit, double amount);

    /** @param role {@code recognizer} or {@code synthesizer} */
    void switched(String role, String from, String to, String cause, String callSid);
}
