package io.agentlocator.testbed.twilio.rest;

import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account that the REST interface serves. On the event loop. */
public interface RestAccount {

    String accountSid();

    String authToken();

    List<PhoneNumber> numbers();

    Optional<RestCall> call(String callSid);

    List<RestCall> calls();

    /** Queues a message to a person. */
    SentMessage send(Map<String, String> params);
}
