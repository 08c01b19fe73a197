package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.VoicemailTaking;
import io.agentlocator.testbed.twilio.report.RecordingReport;
import io.agentlocator.testbed.twilio.rest.RecordingStore;
import io.agentlocator.testbed.twilio.twiml.Verb;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a recording's action and status callback. */
final class RecordingNews {
    private RecordingNews() {}

    /** Without RecordingSid, as documented. */
    static Map<String, String> forAction(RecordingReport kept, VoicemailTaking.Taken taken) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("RecordingUrl", kept.url());
        params.put("RecordingDuration", seconds(kept));
        if (!taken.digits().isEmpty()) params.put("Digits", taken.digits());
        return params;
    }

    /** Requests the status callback, if there is one, once the file is ready. */
    static void announce(SimulatedCall call, RecordingStore recordings, Verb.Voicemail record, RecordingReport kept) {
        if (record.statusCallback().isEmpty() || !record.statusEvents().contains("completed")) return;
        String url = record.statusCallback().get();
        Map<String, String> params = new LinkedHashMap<>();
        params.put("AccountSid", call.config().accountSid());
        params.put("CallSid", call.callSid());
        params.put("RecordingSid", kept.recordingSid());
        params.put("RecordingUrl", kept.url());
        params.put("RecordingStatus", "completed");
        params.put("RecordingDuration", seconds(kept));
        params.put("RecordingChannels", "1");
        params.put("RecordingSource", "RecordVerb");
        call.owes(call.config().recordingDelay(), () -> {
            recordings.announced(kept.recordingSid());
            call.tell(WebhookAttempt.Purpose.RECORDING_STATUS, record.statusMethod(), url, params);
        });
    }

    private static String seconds(RecordingReport kept) {
        return String.valueOf(Math.max(1, Math.round(kept.length().toMillis() / 1000.0)));
    }
}
