package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.sound.Mulaw;
import io.agentlocator.testbed.twilio.sound.Wav;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The account's recordings, each not ready for a while. */
final class Recordings {
    private static final class Kept {
        private final String sid;
        private final String callSid;
        private final String url;
        private final byte[] mulaw;
        private final long readyAt;
        private int refused;
        private int served;
        private boolean announced;

        Kept(String sid, String callSid, String url, byte[] mulaw, long readyAt) {
            this.sid = sid;
            this.callSid = callSid;
            this.url = url;
            this.mulaw = mulaw;
            this.readyAt = readyAt;
        }

        RecordingReport report() {
            return new RecordingReport(sid, callSid, url, length(mulaw), mulaw.clone(), refused, served);
        }
    }

    private final SimulatorConfig config;
    private final Supplier<String> apiBase;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    Recordings(SimulatorConfig config, Supplier<String> apiBase) {
        this.config = config;
        this.apiBase = apiBase;
    }

    synchronized RecordingReport keep(String callSid, byte[] mulaw) {
        String sid = Sids.of("RE");
        String url = apiBase.get() + "/2010-04-01/Accounts/" + config.accountSid() + "/Recordings/" + sid;
        Kept made = new Kept(
                sid,
                callSid,
                url,
                mulaw,
                System.nanoTime() + config.recordingDelay().toNanos());
        kept.put(sid, made);
        return made.report();
    }

    /** From the status callback on, the file is there. */
    synchronized void announced(String sid) {
        Kept known = kept.get(sid);
        if (known != null) known.announced = true;
    }

    /** Empty for an unknown recording, and for one that is not ready yet. */
    synchronized Optional<byte[]> file(String sid) {
        Kept known = kept.get(sid);
        if (known == null) return Optional.empty();
        boolean early = System.nanoTime() < known.readyAt || known.refused < config.recordingRefusals();
        if (early && !known.announced) {
            known.refused++;
            return Optional.empty();
        }
        known.served++;
        return Optional.of(config.recordingsAsMulaw() ? Wav.mulaw(known.mulaw) : Wav.pcm16(Mulaw.decode(known.mulaw)));
    }

    synchronized Optional<RecordingReport> find(String sid) {
        return Optional.ofNullable(kept.get(sid)).map(Kept::report);
    }

    synchronized List<RecordingReport> of(String callSid) {
        List<RecordingReport> found = new ArrayList<>();
        for (Kept each : kept.values()) if (each.callSid.equals(callSid)) found.add(each.report());
        return found;
    }

    synchronized void forget(String callSid) {
        kept.values().removeIf(each -> each.callSid.equals(callSid));
    }

    static Duration length(byte[] mulaw) {
        return Duration.ofMillis(mulaw.length * 1000L / Mulaw.RATE);
    }
}
