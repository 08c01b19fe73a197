package io.agentlocator.shell.operations;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/** Copies the keys of a log line to its MDC, so that the JSON form has {@code call_sid} as a field. */
@LoggingFilter(name = "keys")
public final class LogLineKeys implements Filter {

    private static final Pattern KEY = Pattern.compile("(?<=[ ])([a-z][a-z0-9_]{1,40})=(\"[^\"]*\"|\\S+)");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord line
                && line.getMessage() != null
                && line.getMessage().indexOf('=') > 0) {
            Matcher key = KEY.matcher(line.getFormattedMessage());
            while (key.find()) {
                line.putMdc(key.group(1), unquoted(key.group(2)));
            }
        }
        return true;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
