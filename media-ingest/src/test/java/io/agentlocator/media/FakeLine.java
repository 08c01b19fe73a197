package io.agentlocator.media;

import java.util.ArrayList;
import java.util.List;

/** Records what is sent. */
final class FakeLine implements CallerLine {

    final List<String> sent = new ArrayList<>();
    boolean stuck;

    @Override
    public void play(byte[] mulaw) {
        sent.add("play " + mulaw.length / 8);
    }

    @Override
    public void notifyWhenPlayed(String label) {
        sent.add("mark " + label);
    }

    @Override
    public void dropUnheard() {
        sent.add("clear");
    }

    @Override
    public void ping() {
        sent.add("ping");
    }

    @Override
    public void close() {
        sent.add("close");
    }

    @Override
    public boolean stuck() {
        return stuck;
    }
}
