package io.agentlocator.crm;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.EventTypes;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.events.Transcript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The events of one call, as the services tell them, with their times. */
public record SampleCall(List<Published> events) {

    public record Published(CallEvent event, EventMeta meta) {}

    /** A caller says whom he is and what he wants, is cut once, leaves a recording too. */
    public static SampleCall qualified(String callSid, String from, Instant at, LeadAnswers answers) {
        return of(
                callSid,
                at,
                new Call.Received(callSid, from, "+97235551234", Call.Direction.INBOUND, 2400),
                new Call.Answered(callSid),
                new Transcript.Interim(callSid, 1, "שלום"),
                new Transcript.Final(callSid, 1, "שלום, אני מחפש דירה של שי כהן בע״מ", 0.93, 500, 2500, 310, "whisper"),
                new Reply.Sentence(callSid, 1, 0, 1, "שלום! באיזה אזור?"),
                new Reply.Completed(callSid, 1, 1),
                new Reply.Composed(callSid, 1, "gpt-4o-mini", 420, 980, 812, 31),
                new Transcript.TurnSpoken(callSid, 1, "google/he-IL-Chirp3-HD-Aoede", 17, 1400, 180),
                new Transcript.Unclear(callSid, 2, 5000, 5600),
                new Reply.Sentence(callSid, 2, 0, 2, "לא שמעתי טוב."),
                new Reply.Sentence(callSid, 2, 1, 2, "אפשר לחזור?"),
                new Reply.Cancelled(callSid, 2, Reply.CancelReason.BARGE_IN),
                new Transcript.Final(callSid, 3, "ב\"רמת גן\", עד 2.5 מיליון ₪", 0.88, 7000, 9000, 290, "whisper"),
                new CallAlert.CallerSilent(callSid, 8000, 1),
                new Call.RecordingReceived(callSid, "RE" + callSid, "http://twilio/RE" + callSid, 12),
                new Transcript.RecordingFailed(callSid, "RE" + callSid, "HTTP 404", 1),
                new Transcript.RecordingTranscribed(callSid, "RE" + callSid, "תחזרו אליי בבקשה", 0.8),
                new CallOutcome.Concluded(callSid, Disposition.QUALIFIED, answers, "מחפש דירה ברמת גן.", 3),
                new Reply.HangUp(callSid, 3),
                new Transcript.TurnSpoken(callSid, 3, "kokoro", 0, 900, 12),
                new Transcript.Listened(callSid, "google/chirp_3", 45_000),
                new Transcript.Listened(callSid, "whisper", 9_000),
                new Call.StreamEnded(callSid, "in-progress", Call.Continuation.HANG_UP),
                new Call.Ended(callSid, "completed", 61));
    }

    public static SampleCall of(String callSid, Instant at, CallEvent... events) {
        var published = new ArrayList<Published>();
        for (int i = 0; i < events.length; i++) {
            published.add(new Published(
                    events[i],
                    new EventMeta(
                            callSid + "-" + i,
                            EventTypes.nameOf(events[i].getClass()),
                            "test",
                            at.plusMillis(700L * i),
                            null)));
        }
        return new SampleCall(published);
    }

    /** The same events as they may be read: in order within each topic, the topics anyhow. */
    public SampleCall otherwise(Random random) {
        Map<Topic, List<Published>> topics = new LinkedHashMap<>();
        events.forEach(event -> topics.computeIfAbsent(Topic.of(event.event()), t -> new ArrayList<>())
                .add(event));
        var read = new ArrayList<Published>();
        while (!topics.isEmpty()) {
            var left = new ArrayList<>(topics.keySet());
            Topic next = left.get(random.nextInt(left.size()));
            read.add(topics.get(next).removeFirst());
            if (topics.get(next).isEmpty()) {
                topics.remove(next);
            }
        }
        return new SampleCall(read);
    }
}
