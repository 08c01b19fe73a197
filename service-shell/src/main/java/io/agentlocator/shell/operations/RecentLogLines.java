package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;

/** The last named log lines of all services, bounded in lines and in characters. The oldest are removed first. Safe for all threads. */
@ApplicationScoped
public class RecentLogLines {

    /** About 10,000 lines of the usual length; Latin text takes one byte per character. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private final int most;
    private long characters;
    private final ArrayDeque<LogLine.Written> lines = new ArrayDeque<>();

    @Inject
    public RecentLogLines(OperationsConfig config) {
        this(config.lines());
    }

    RecentLogLines(int most) {
        this.most = most;
    }

    synchronized void put(LogLine.Written line) {
        lines.addLast(line);
        characters += line.line().length();
        while (lines.size() > most || characters > MOST_CHARACTERS) {
            characters -= lines.removeFirst().line().length();
        }
    }

    /** The lines of one call, in the order of their time. */
    public synchronized List<LogLine.Written> of(String callSid) {
        return lines.stream()
                .filter(line -> callSid.equals(line.callSid()))
                .sorted(Comparator.comparing(LogLine.Written::at))
                .toList();
    }

    /** The lines of all calls, in the order of their time. */
    public synchronized List<LogLine.Written> since(Instant from) {
        return lines.stream()
                .filter(line -> !line.at().isBefore(from))
                .sorted(Comparator.comparing(LogLine.Written::at))
                .toList();
    }
}
