package io.agentlocator.speechmodels.cache;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Command line that fetches models into the cache: {@code FetchModels [MODEL…]}, without arguments {@code whisper-base
 * kokoro silero}. Progress goes to standard error. Exit code 0 when all are in the cache, 1 when one could not be fetched,
 * 2 for an unknown name.
 */
public final class FetchModels {

    private static final List<SpeechModel> DEFAULT =
            List.of(SpeechModel.WHISPER_BASE, SpeechModel.KOKORO, SpeechModel.SILERO);

    private FetchModels() {}

    /** See the class. */
    public static void main(String[] arguments) throws InterruptedException {
        List<SpeechModel> models = new ArrayList<>();
        for (String argument : arguments) {
            Optional<SpeechModel> model = SpeechModel.byId(argument);
            if (model.isEmpty()) {
                System.err.println("There is no model \"" + argument + "\". There are: "
                        + Arrays.stream(SpeechModel.values())
                                .map(SpeechModel::id)
                                .collect(Collectors.joining(", ")));
                System.exit(2);
            }
            model.ifPresent(models::add);
        }
        boolean terminal = System.console() != null && System.console().isTerminal();
        System.exit(fetch(ModelCache.standard(), models.isEmpty() ? DEFAULT : models, System.err, terminal));
    }

    /** Fetches all models, one after another; continues when one fails. */
    static int fetch(ModelCache cache, List<SpeechModel> models, PrintStream out, boolean terminal)
            throws InterruptedException {
        int failed = 0;
        for (SpeechModel model : models) {
            try {
                Bar bar = new Bar(out, terminal);
                cache.fetch(model, bar);
                bar.end(model);
            } catch (ModelUnavailable failure) {
                failed++;
                out.println();
                out.println(failure.getMessage());
            }
        }
        return failed == 0 ? 0 : 1;
    }

    /** A progress line on a terminal; elsewhere one line per quarter. */
    private static final class Bar implements FetchProgress {
        private static final int WIDTH = 30;
        private static final int QUARTERS = 4;

        private final PrintStream out;
        private final boolean terminal;
        private boolean begun;
        private long lastQuarter = -1;

        Bar(PrintStream out, boolean terminal) {
            this.out = out;
            this.terminal = terminal;
        }

        @Override
        public synchronized void brought(SpeechModel model, long bytes, long total) {
            begun = true;
            int percent = total == 0 ? 100 : (int) (bytes * 100 / total);
            String figures = "%s: %.1f of %.1f MB, %d %%"
                    .formatted(model.id(), bytes / 1e6, total / 1e6, percent)
                    .toString();
            if (terminal) {
                int filled = percent * WIDTH / 100;
                out.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + figures + "   ");
            } else if (percent * QUARTERS / 100 > lastQuarter) {
                lastQuarter = percent * QUARTERS / 100;
                out.println(figures);
            }
            out.flush();
        }

        synchronized void end(SpeechModel model) {
            if (begun && terminal) {
                out.println();
            }
            out.println(String.format(Locale.ROOT, "%s: %s", model.id(), begun ? "fetched and checked" : "here"));
        }
    }
}
