package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.Notification;
import java.util.ArrayList;
import java.util.List;

/** Twilio's debugger: every warning and error of the account. */
final class NotificationLog {
    private static final System.Logger LOG = System.getLogger(TwilioSimulator.class.getName());

    private final List<Notification> entries = new ArrayList<>();

    void add(Notification entry) {
        synchronized (entries) {
            entries.add(entry);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Twilio notification code={0} level={1} call_sid={2} {3}",
                String.valueOf(entry.code()),
                entry.level(),
                entry.callSid(),
                entry.message());
    }

    List<Notification> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }
}
