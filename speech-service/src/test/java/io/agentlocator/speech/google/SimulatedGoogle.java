package io.agentlocator.speech.google;

import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SimulatorSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Simulators, relays and recognisers of one test, closed together. */
final class SimulatedGoogle implements AutoCloseable {

    private final List<AutoCloseable> open = new ArrayList<>();

    void open(AutoCloseable one) {
        open.add(one);
    }

    Relay relay(GoogleSimulator simulator) throws IOException {
        var relay = new Relay(simulator.endpoint());
        open.add(relay);
        return relay;
    }

    GoogleSimulator simulator(SimulatorSettings settings) throws IOException {
        var simulator = GoogleSimulator.start(0, settings);
        open.add(simulator);
        return simulator;
    }

    GoogleSpeechRecognizer recognizer(
            GoogleSimulator simulator, Map<String, String> variables, GoogleSettings.Streams streams) {
        var recognizer =
                new GoogleSpeechRecognizer(TestSettings.of(simulator, variables).with(streams));
        open.add(recognizer);
        return recognizer;
    }

    @Override
    public void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }
}
