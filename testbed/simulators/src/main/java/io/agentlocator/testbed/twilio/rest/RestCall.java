package io.agentlocator.testbed.twilio.rest;

import io.agentlocator.testbed.twilio.report.Notification;
import java.time.Instant;

/** A call as a resource of the REST interface. On the event loop. */
public interface RestCall {

    String callSid();

    String from();

    String to();

    Instant dialledAt();

    /** Twilio's word: ringing, in-progress, completed, … */
    String callStatus();

    /** From answer to end, in seconds; empty while the call lasts. */
    java.util.OptionalLong duration();

    void notify(int code, Notification.Level level, String message);

    void end(String status);

    void update(String twiml);

    void updateUrl(String url, String method);
}
