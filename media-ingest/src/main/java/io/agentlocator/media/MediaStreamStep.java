package io.agentlocator.media;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Event;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.MediaStep.Count;
import io.agentlocator.media.MediaStep.Counted;
import io.agentlocator.media.MediaStep.Report;
import io.agentlocator.media.MediaStream.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One step of a live {@link MediaStream}: moves from state to state and collects what is to be done. */
final class MediaStreamStep {

    private static final Count ONE_FRAME_IN = new Count(Counted.FRAMES_IN, 1);
    private static final Count ONE_GARBLED = new Count(Counted.GARBLED, 1);

    private final MediaSettings settings;
    private final String callSid;
    private final String streamSid;
    private final long now;
    private final List<MediaStep> steps = new ArrayList<>();

    private Phase.Live live;
    /** What follows the live phase; null while the stream lives. */
    private @Nullable Phase ended;

    MediaStreamStep(MediaSettings settings, Phase.Live live, long nowMs) {
        this.settings = settings;
        this.live = live;
        callSid = live.callSid();
        streamSid = live.streamSid();
        now = nowMs;
    }

    MediaStream.Stepped done() {
        return new MediaStream.Stepped(new MediaStream(settings, ended != null ? ended : live), List.copyOf(steps));
    }

    void on(MediaInput input) {
        switch (input) {
            case MediaInput.Frame frame -> frame(frame);
            case MediaInput.Agent agent -> after(live.playout().agent(callSid, agent.audio(), now));
            case MediaInput.PlayedUpTo played -> after(live.playout().playedUpTo(callSid, played.label(), now));
            case MediaInput.Digit digit -> report(new MediaEvent.DigitPressed(callSid, digit.digit()));
            case MediaInput.Tick tick -> tick(tick);
            case MediaInput.Garbled garbled -> steps.add(ONE_GARBLED);
            case MediaInput.Stopped stopped -> end(StopReason.STOPPED_BY_TWILIO);
            case MediaInput.SocketClosed closed -> end(StopReason.SOCKET_LOST);
            case MediaInput.CloseNow closeNow -> end(closeNow.reason());
            case MediaInput.Started again -> steps.add(ONE_GARBLED);
            case MediaInput.Refused refused -> end(StopReason.REFUSED);
        }
    }

    private void frame(MediaInput.Frame frame) {
        long missing = live.callerAudio().missingBefore(frame);
        if (missing > 0) {
            steps.add(new Count(Counted.FRAMES_MISSING, missing));
        }
        steps.add(ONE_FRAME_IN);
        live = live.with(live.callerAudio().plus(frame, now));
    }

    private void tick(MediaInput.Tick tick) {
        judge(tick.voice());
        reportDeferredOnset();
        if (!live.callerAudio().waiting().isEmpty()) {
            flush();
            OptionalLong seenAt = live.upkeep().seenAtMs();
            if (seenAt.isEmpty() || now - seenAt.getAsLong() >= settings.seenEveryMs()) {
                live = live.with(live.upkeep().seen(now));
                report(new MediaEvent.MediaSeen(
                        callSid, streamSid, live.callerAudio().frames()));
            }
        } else if (now - live.callerAudio().lastFrameMs() >= settings.mediaLostMs()) {
            end(StopReason.SOCKET_LOST);
            return;
        }
        announceStall(tick.feedStalledMs());
        after(live.playout().tick(callSid, now));
        if (ended == null && now - live.upkeep().pingedAtMs() >= settings.pingEveryMs()) {
            live = live.with(live.upkeep().pinged(now));
            steps.add(new MediaStep.Ping());
        }
    }

    private void judge(List<SpeechProbability> voice) {
        SpeechDetector detector = live.detector();
        for (SpeechProbability window : voice) {
            SpeechDetector.Stepped stepped = detector.step(window);
            detector = stepped.next();
            if (!(stepped.change() instanceof SpeechDetector.Change.None)) {
                live = live.with(detector);
                changed(stepped.change(), window.endMs());
            }
        }
        if (!voice.isEmpty()) {
            live = live.with(detector);
        }
    }

    /** @param judgedUpToMs how far the stream was judged when the change was certain */
    private void changed(SpeechDetector.Change change, long judgedUpToMs) {
        switch (change) {
            case SpeechDetector.Change.None none -> {}
            case SpeechDetector.Change.Began began -> {
                live = live.with(new MediaStream.Utterance(OptionalLong.of(began.offsetMs()), OptionalLong.empty()));
                reportDeferredOnset();
            }
            case SpeechDetector.Change.Ended ended -> {
                // An onset that is still deferred was over before it could count as an interruption.
                live.utterance().deferredOnsetMs().ifPresent(onset -> speechStarted(onset, false));
                report(new MediaEvent.SpeechEnded(callSid, streamSid, ended.offsetMs()));
                // The quiet that proved the end is part of what the caller waits.
                long endedMs = now - Math.max(0, judgedUpToMs - ended.offsetMs());
                live = live.with(new MediaStream.Utterance(OptionalLong.empty(), OptionalLong.of(endedMs)));
                after(live.playout().speechEnded(callSid, now));
            }
        }
    }

    private void reportDeferredOnset() {
        OptionalLong onset = live.utterance().deferredOnsetMs();
        if (onset.isPresent() && !live.playout().inGrace(now)) {
            boolean interrupting = live.playout().sounding(now);
            after(live.playout().speechBegan(callSid, now));
            speechStarted(onset.getAsLong(), interrupting);
            live = live.with(live.utterance().reported());
        }
    }

    private void speechStarted(long onsetMs, boolean interrupting) {
        report(new MediaEvent.SpeechStarted(callSid, streamSid, onsetMs, interrupting));
    }

    private void flush() {
        steps.add(new Report(
                live.callerAudio().chunk(callSid, streamSid, live.detector().speaking())));
        live = live.with(live.callerAudio().taken());
    }

    /**
     * While reports do not get through, nobody hears the caller and nobody answers. The caller is first asked to wait,
     * then hears an apology, after which the stream ends.
     */
    private void announceStall(long stalledMs) {
        MediaStream.Upkeep upkeep = live.upkeep();
        if (stalledMs < settings.stalledMs()) {
            if (upkeep.holdPhraseSaid()) {
                live = live.with(upkeep.announced(false, upkeep.apologised()));
            }
        } else if (stalledMs >= settings.feedLostMs()) {
            if (!upkeep.apologised()) {
                live = live.with(upkeep.announced(upkeep.holdPhraseSaid(), true));
                after(live.playout().announce(callSid, settings.apology(), true, now));
            }
        } else if (!upkeep.holdPhraseSaid() && !live.playout().sounding(now)) {
            live = live.with(upkeep.announced(true, upkeep.apologised()));
            after(live.playout().announce(callSid, settings.holdPhrase(), false, now));
        }
    }

    private void after(Playout.Stepped stepped) {
        live = live.with(stepped.next());
        steps.addAll(stepped.steps());
        for (MediaStep step : stepped.steps()) {
            if (step instanceof Report report) {
                measureTurnGap(report.event());
            }
        }
        StopReason ends = stepped.ends();
        if (ends != null) {
            end(ends);
        }
    }

    private void measureTurnGap(Event event) {
        OptionalLong since = live.utterance().unansweredSinceMs();
        if (since.isEmpty()) {
            return;
        }
        if (event instanceof MediaEvent.PlaybackStarted) {
            steps.add(new MediaStep.Answered(now - since.getAsLong()));
            live = live.with(live.utterance().answered());
        } else if (event instanceof MediaEvent.PlaybackFinished) {
            // A turn that was heard to its end did not answer what was said into it.
            live = live.with(live.utterance().answered());
        }
    }

    private void end(StopReason reason) {
        if (ended != null) {
            return;
        }
        if (!live.callerAudio().waiting().isEmpty()) {
            flush();
        }
        steps.add(new Report(new CallerAudio.End(callSid, streamSid)));
        Playout.Stepped abandoned = live.playout().abandoned(callSid, now);
        live = live.with(abandoned.next());
        steps.addAll(abandoned.steps());
        long framesIn = live.callerAudio().frames();
        long framesOut = live.playout().clock().framesSent();
        report(new MediaEvent.StreamStopped(callSid, streamSid, reason, framesIn, framesOut));
        if (reason == StopReason.DRAINED) {
            ended = new Phase.HandedBack(now, OptionalLong.empty(), framesIn, framesOut);
        } else {
            ended = new Phase.Over();
            steps.add(new MediaStep.Close(reason.name(), framesIn, framesOut));
        }
    }

    private void report(MediaEvent event) {
        steps.add(new Report(event));
    }
}
