package io.agentlocator.testbed.twilio.rest;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.Wav;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.report.Sids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The account's recordings. Each becomes available after a while. */
public final class RecordingStore {
    /**
     * @param refusals how many requests for a recording are answered 404 before the first 200
     * @param delay how long after its end a recording stays 404
     * @param asMulaw served as μ-law WAV, else as PCM of 16 bits
     */
    public record Settings(String accountSid, int refusals, Duration delay, boolean asMulaw) {}

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

    private final Settings settings;
    private final Supplier<String> apiBase;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    public RecordingStore(Settings settings, Supplier<String> apiBase) {
        this.settings = settings;
        this.apiBase = apiBase;
    }

    public synchronized RecordingReport keep(String callSid, byte[] mulaw) {
        String sid = Sids.of("RE");
        String url = apiBase.get() + "/2010-04-01/Accounts/" + settings.accountSid() + "/Recordings/" + sid;
        Kept made = new Kept(
                sid, callSid, url, mulaw, System.nanoTime() + settings.delay().toNanos());
        kept.put(sid, made);
        return made.report();
    }

    /** Makes the file available, as the status callback promises. */
    public synchronized void announced(String sid) {
        Kept known = kept.get(sid);
        if (known != null) known.announced = true;
    }

    /** Empty for an unknown recording, and for one that is not ready yet. */
    synchronized Optional<byte[]> file(String sid) {
        Kept known = kept.get(sid);
        if (known == null) return Optional.empty();
        boolean early = System.nanoTime() < known.readyAt || known.refused < settings.refusals();
        if (early && !known.announced) {
            known.refused++;
            return Optional.empty();
        }
        known.served++;
        return Optional.of(settings.asMulaw() ? Wav.mulaw(known.mulaw) : Wav.pcm16(Mulaw.decode(known.mulaw)));
    }

    synchronized Optional<RecordingReport> find(String sid) {
        return Optional.ofNullable(kept.get(sid)).map(Kept::report);
    }

    public synchronized List<RecordingReport> of(String callSid) {
        List<RecordingReport> found = new ArrayList<>();
        for (Kept each : kept.values()) if (each.callSid.equals(callSid)) found.add(each.report());
        return found;
    }

    public synchronized void forget(String callSid) {
        kept.values().removeIf(each -> each.callSid.equals(callSid));
    }

    static Duration length(byte[] mulaw) {
        return Duration.ofMillis(mulaw.length * 1000L / Mulaw.RATE);
    }
}
