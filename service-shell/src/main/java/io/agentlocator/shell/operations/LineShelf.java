package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;

/** The last named log lines of all services. Thread-safe; the oldest leave first. */
@ApplicationScoped
public class LineShelf {

    private final int most;
    private final ArrayDeque<LogLine.Written> lines = new ArrayDeque<>();

    @Inject
    public LineShelf(OperationsConfig config) {
        this(config.lines());
    }

    LineShelf(int most) {
        this.most = most;
    }

    synchronized void put(LogLine.Written line) {
        if (lines.size() >= most) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** In the order of their time. */
    public synchronized List<LogLine.Written> of(String callSid) {
        return lines.stream()
                .filter(line -> callSid.equals(line.callSid()))
                .sorted(Comparator.comparing(LogLine.Written::at))
                .toList();
    }

    /** Of all calls, in the order of their time. */
    public synchronized List<LogLine.Written> since(Instant from) {
        return lines.stream()
                .filter(line -> !line.at().isBefore(from))
                .sorted(Comparator.comparing(LogLine.Written::at))
                .toList();
    }
}
