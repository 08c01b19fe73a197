package io.agentlocator.shell.operations;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises log lines that begin with a name which operators search for, and the call of each. */
final class NamedLines {

    /** The name of a line, and its call. */
    record Named(String name, Optional<String> callSid) {
        boolean ofRequest() {
            return name.equals("REQ") || name.equals("RES");
        }
    }

    private static final int LONGEST = 1_000;
    private static final Pattern NAME = Pattern.compile("^(?:(?:WS|WATCHDOG|PING_PONG|VENDOR|HEBREW)_[A-Z_]+"
            + "|recording_transcribed|recording_transcribe_fail|REQ|RES)(?=[ =]|$)");
    private static final Pattern CALL = Pattern.compile("\\bcall_sid=(CA[0-9A-Za-z]{1,64})\\b");

    private NamedLines() {}

    static Optional<Named> of(String line) {
        Matcher name = NAME.matcher(line);
        if (!name.find()) {
            return Optional.empty();
        }
        Matcher call = CALL.matcher(line);
        return Optional.of(new Named(name.group(), call.find() ? Optional.of(call.group(1)) : Optional.empty()));
    }

    static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
