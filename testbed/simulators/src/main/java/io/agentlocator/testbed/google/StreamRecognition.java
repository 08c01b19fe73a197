package io.agentlocator.testbed.google;

import io.agentlocator.testbed.google.KnownSpeech.Clip;
import io.agentlocator.testbed.google.KnownSpeech.Place;
import io.agentlocator.testbed.sound.Mulaw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Recognition of one stream: where a voice begins and ends, and which known words it says. Not thread-safe. */
final class StreamRecognition {

    /** A result of the stream. Times count from the start of the stream. */
    sealed interface Result {

        record VoiceBegins(long atMs) implements Result {}

        record VoiceEnds(long atMs) implements Result {}

        record Interim(String text, float stability, long endMs) implements Result {}

        /** @param text empty for an unknown voice */
        record Final(String text, float confidence, long endMs) implements Result {}
    }

    private static final long INTERIM_EVERY_MS = 300;

    private final KnownSpeech.Window window;
    private final long endSilenceMs;
    private final byte[] block = new byte[Mulaw.FRAME];
    private final Map<Clip, Set<Integer>> clips = new LinkedHashMap<>();
    private @Nullable Place last;
    private int filled;
    private long bytes;
    private boolean voice;
    private long voiceUntilMs;
    private long interimMs;
    private String interim = "";

    StreamRecognition(KnownSpeech known, long endSilenceMs) {
        this.window = known.window();
        this.endSilenceMs = endSilenceMs;
    }

    long heardMs() {
        return bytes * 1000 / Mulaw.RATE;
    }

    List<Result> hear(byte[] mulaw) {
        var heard = new ArrayList<Result>();
        for (byte code : mulaw) {
            bytes++;
            notice(window.add(code));
            block[filled++] = code;
            if (filled == Mulaw.FRAME) {
                filled = 0;
                judge(heard);
            }
        }
        return heard;
    }

    /** Ends the stream and returns the last results. */
    List<Result> end() {
        var heard = new ArrayList<Result>();
        if (voice) {
            finish(heard);
        }
        return heard;
    }

    private void notice(List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        var before = last;
        var place = places.stream()
                .filter(next -> before != null && next.clip() == before.clip() && next.frame() > before.frame())
                .findFirst()
                .orElse(places.getFirst());
        last = place;
        clips.computeIfAbsent(place.clip(), clip -> new TreeSet<>()).add(place.frame());
    }

    private void judge(List<Result> heard) {
        long now = heardMs();
        if (Mulaw.rms(block, 0, block.length) >= KnownSpeech.AUDIBLE) {
            if (!voice) {
                voice = true;
                interimMs = now;
                heard.add(new Result.VoiceBegins(now));
            }
            voiceUntilMs = now;
        }
        if (!voice) {
            return;
        }
        if (now - voiceUntilMs >= endSilenceMs) {
            finish(heard);
        } else if (now - interimMs >= INTERIM_EVERY_MS) {
            interimMs = now;
            var text = text();
            if (!text.isEmpty() && !text.equals(interim)) {
                interim = text;
                heard.add(new Result.Interim(text, now - voiceUntilMs > 100 ? 0.9f : 0.5f, now));
            }
        }
    }

    private void finish(List<Result> heard) {
        voice = false;
        heard.add(new Result.VoiceEnds(voiceUntilMs));
        var text = text();
        heard.add(new Result.Final(text, text.isEmpty() ? 0 : 0.93f, voiceUntilMs));
        clips.clear();
        interim = "";
        last = null;
    }

    private String text() {
        var words = new ArrayList<String>();
        clips.forEach((clip, frames) -> words.addAll(clip.words(frames)));
        return String.join(" ", words);
    }
}
