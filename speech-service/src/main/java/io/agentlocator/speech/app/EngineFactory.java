package io.agentlocator.speech.app;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.SpeechVendor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens and probes the engines that the settings select. */
final class EngineFactory {

    private static final Logger LOG = Logger.getLogger(EngineFactory.class);

    /** Why engines could not be opened, by role; a text is empty if its role has no problem. */
    static final class NotOpened extends IOException {

        private static final long serialVersionUID = 1;

        final String recognition;
        final String synthesis;

        NotOpened(String recognition, String synthesis) {
            super(recognition + (recognition.isEmpty() || synthesis.isEmpty() ? "" : "; ") + synthesis);
            this.recognition = recognition;
            this.synthesis = synthesis;
        }
    }

    private final List<String> recognizers;
    private final List<String> synthesizers;
    private final Supplier<List<SpeechVendor>> vendors;

    /**
     * @param recognizers names of vendors, best first
     * @param synthesizers names of vendors, best first
     * @param vendors all vendors, unopened
     * @throws IllegalArgumentException if a name is of no vendor
     */
    EngineFactory(List<String> recognizers, List<String> synthesizers, Supplier<List<SpeechVendor>> vendors) {
        this.recognizers = recognizers;
        this.synthesizers = synthesizers;
        this.vendors = vendors;
        List<String> known = vendors.get().stream()
                .map(SpeechVendor::name)
                .distinct()
                .sorted()
                .toList();
        for (List<String> names : List.of(recognizers, synthesizers)) {
            if (names.isEmpty() || !known.containsAll(names)) {
                throw new IllegalArgumentException("speech vendors are " + known + ", not " + names);
            }
        }
    }

    /**
     * Opens everything. Downloads missing models, which may take minutes. Remote engines come first, so that a missing
     * credential is known at once.
     *
     * @throws NotOpened if a setting, a credential or a model is missing or refused; a vendor with a passing fault is kept if
     *     there is another one
     */
    SpeechEngines open() throws NotOpened, InterruptedException {
        List<SpeechVendor> offered = vendors.get();
        boolean complete = false;
        try {
            var recognition = new Role<Recognizer>("engine", "does not recognise", recognizers);
            var synthesis = new Role<List<SpeechSynthesizer>>("voice", "does not speak", synthesizers);
            for (boolean inProcess : new boolean[] {false, true}) {
                recognition.open(offered, inProcess, EngineFactory::recognizer, SpeechVendor::probeRecognizers);
                synthesis.open(offered, inProcess, EngineFactory::voices, SpeechVendor::probeVoices);
                if (!recognition.problem.isEmpty() || !synthesis.problem.isEmpty()) {
                    throw new NotOpened(recognition.problem, synthesis.problem);
                }
            }
            recognition.requireAll();
            synthesis.requireAll();
            if (!recognition.problem.isEmpty() || !synthesis.problem.isEmpty()) {
                throw new NotOpened(recognition.problem, synthesis.problem);
            }
            complete = true;
            return engines(recognition, synthesis, offered);
        } finally {
            if (!complete) {
                offered.forEach(SpeechVendor::close);
            }
        }
    }

    private record Recognizer(SpeechVendor vendor, SpeechVendor.Recognizers engines) {}

    private static Optional<Recognizer> recognizer(SpeechVendor vendor) throws IOException, InterruptedException {
        return vendor.recognizers().map(engines -> new Recognizer(vendor, engines));
    }

    private static Optional<List<SpeechSynthesizer>> voices(SpeechVendor vendor)
            throws IOException, InterruptedException {
        return Optional.of(vendor.voices()).filter(voices -> !voices.isEmpty());
    }

    private static SpeechEngines engines(
            Role<Recognizer> recognition, Role<List<SpeechSynthesizer>> synthesis, List<SpeechVendor> offered) {
        var voices = new ArrayList<SpeechSynthesizer>();
        synthesis.opened.values().forEach(voices::addAll);
        for (SpeechVendor vendor : offered) {
            vendor.cachedVoice()
                    .filter(cached ->
                            voices.stream().noneMatch(voice -> voice.engine().equals(cached.engine())))
                    .ifPresent(voices::add);
        }
        return new SpeechEngines(
                recognition.opened.firstEntry().getValue().engines().streaming(),
                recognition.opened.values().stream()
                        .map(one -> new SpeechEngines.Recognizer(
                                one.engines().utterances(), one.vendor().inProcess()))
                        .toList(),
                voices);
    }

    private interface Opener<E> {
        Optional<E> open(SpeechVendor vendor) throws IOException, InterruptedException;
    }

    private interface Probe {
        void ask(SpeechVendor vendor) throws EngineFailure, InterruptedException;
    }

    /** The engines of one role, by their place in the setting. */
    private static final class Role<E> {

        final TreeMap<Integer, E> opened = new TreeMap<>();
        String problem = "";

        private final String logged;
        private final String failing;
        private final List<String> names;

        Role(String logged, String failing, List<String> names) {
            this.logged = logged;
            this.failing = failing;
            this.names = names;
        }

        /** Opens the vendors of one kind until there is a problem. */
        void open(List<SpeechVendor> offered, boolean inProcess, Opener<E> opener, Probe probe)
                throws InterruptedException {
            for (int place = 0; place < names.size() && problem.isEmpty(); place++) {
                for (SpeechVendor vendor : offered) {
                    if (vendor.name().equals(names.get(place)) && vendor.inProcess() == inProcess) {
                        open(place, vendor, opener, probe);
                    }
                }
            }
        }

        private void open(int place, SpeechVendor vendor, Opener<E> opener, Probe probe) throws InterruptedException {
            try {
                Optional<E> engine = opener.open(vendor);
                if (engine.isPresent()) {
                    opened.put(place, engine.get());
                    probe.ask(vendor);
                }
            } catch (EngineFailure e) {
                // A probe is a request that every vendor accepts: one that refuses it is configured wrongly.
                if (!e.recoverable() || e.kind() == FailureKind.REFUSED || names.size() == 1) {
                    problem = vendor.name() + " " + failing + ": " + e.getMessage();
                } else {
                    LOG.warnf(
                            "%s out of order at the start, kept for later engine=%s cause=%s",
                            logged, vendor.name(), e.getMessage());
                }
            } catch (IOException | RuntimeException e) {
                problem = vendor.name() + ": " + e.getMessage();
            }
        }

        /** A vendor may have engines of the other role only. */
        void requireAll() {
            for (int place = 0; place < names.size() && problem.isEmpty(); place++) {
                if (!opened.containsKey(place)) {
                    problem = names.get(place) + " " + failing;
                }
            }
        }
    }
}
