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

/** One step of a live {@link MediaStream}: takes its state apart, changes it, puts it together again. */
final class MediaStreamStep {

    private final MediaSettings settings;
    private final String callSid;
    private final String streamSid;
    private final long now;
    private final List<MediaStep> steps = new ArrayList<>();

    private CallerSound callerSound;
    private SpeechDetector speech;
    private Playout playout;
    private OptionalLong deferredOnset;
    private long framesOut;
    private long lastFrame;
    private long seenAt;
    private long pingedAt;
    private long unansweredSince;
    private boolean holdPhraseSaid;
    private boolean apologised;
    /** What the stream is from now on; null while it lives. */
    private @Nullable Phase ended;

    MediaStreamStep(MediaSettings settings, Phase.Live live, long nowMs) {
        this.settings = settings;
        now = nowMs;
        callSid = live.callSid();
        streamSid = live.streamSid();
        callerSound = live.callerSound();
        speech = live.speech();
        playout = live.playout();
        deferredOnset = live.deferredOnsetMs();
        framesOut = live.framesOut();
        lastFrame = live.lastFrameMs();
        seenAt = live.seenAtMs();
        pingedAt = live.pingedAtMs();
        unansweredSince = live.unansweredSinceMs();
        holdPhraseSaid = live.holdPhraseSaid();
        apologised = live.apologised();
    }

    static MediaStream.Stepped start(MediaSettings settings, MediaInput.Started started, long nowMs) {
        var live = new Phase.Live(
                started.callSid(),
                started.streamSid(),
                CallerSound.none(),
                SpeechDetector.silent(settings.speech()),
                Playout.silent(settings.playout()),
                OptionalLong.empty(),
                0,
                nowMs,
                0,
                nowMs,
                0,
                false,
                false);
        return new MediaStream.Stepped(
                new MediaStream(settings, live),
                List.of(new Report(new MediaEvent.StreamStarted(started.callSid(), started.streamSid()))));
    }

    MediaStream.Stepped done() {
        Phase phase = ended != null
                ? ended
                : new Phase.Live(
                        callSid,
                        streamSid,
                        callerSound,
                        speech,
                        playout,
                        deferredOnset,
                        framesOut,
                        lastFrame,
                        seenAt,
                        pingedAt,
                        unansweredSince,
                        holdPhraseSaid,
                        apologised);
        return new MediaStream.Stepped(new MediaStream(settings, phase), List.copyOf(steps));
    }

    void on(MediaInput input) {
        switch (input) {
            case MediaInput.Frame frame -> frame(frame);
            case MediaInput.Agent agent -> after(playout.agent(callSid, agent.audio(), now));
            case MediaInput.PlayedUpTo played -> after(playout.playedUpTo(callSid, played.label(), now));
            case MediaInput.Digit digit -> steps.add(new Report(new MediaEvent.DigitPressed(callSid, digit.digit())));
            case MediaInput.Tick tick -> tick(tick);
            case MediaInput.Garbled garbled -> steps.add(new Count(Counted.GARBLED, 1));
            case MediaInput.Stopped stopped -> end(StopReason.STOPPED_BY_TWILIO);
            case MediaInput.SocketClosed closed -> end(StopReason.SOCKET_LOST);
            case MediaInput.CloseNow closeNow -> end(closeNow.reason());
            case MediaInput.Started again -> steps.add(new Count(Counted.GARBLED, 1));
            case MediaInput.Refused refused -> end(StopReason.REFUSED);
        }
    }

    private void frame(MediaInput.Frame frame) {
        long missing = callerSound.missingBefore(frame);
        if (missing > 0) {
            steps.add(new Count(Counted.FRAMES_MISSING, missing));
        }
        steps.add(new Count(Counted.FRAMES_IN, 1));
        callerSound = callerSound.plus(frame);
        lastFrame = now;
    }

    private void tick(MediaInput.Tick tick) {
        for (Judgement judgement : tick.judged()) {
            judged(judgement);
        }
        reportDeferredOnset();
        if (!callerSound.waiting().isEmpty()) {
            flush();
            if (seenAt == 0 || now - seenAt >= settings.seenEveryMs()) {
                seenAt = now;
                steps.add(new Report(new MediaEvent.MediaSeen(callSid, streamSid, callerSound.frames())));
            }
        } else if (now - lastFrame >= settings.mediaLostMs()) {
            end(StopReason.SOCKET_LOST);
            return;
        }
        feed(tick.feedStalledMs());
        after(playout.tick(callSid, now));
        if (ended == null && now - pingedAt >= settings.pingEveryMs()) {
            pingedAt = now;
            steps.add(new MediaStep.Ping());
        }
    }

    private void judged(Judgement judgement) {
        SpeechDetector.Stepped stepped = speech.step(judgement);
        speech = stepped.next();
        switch (stepped.change()) {
            case SpeechDetector.Change.None none -> {}
            case SpeechDetector.Change.Began began -> {
                unansweredSince = 0;
                deferredOnset = OptionalLong.of(began.offsetMs());
                reportDeferredOnset();
            }
            case SpeechDetector.Change.Ended ended -> {
                if (deferredOnset.isPresent()) {
                    // Over before it could count as an interruption.
                    steps.add(new Report(
                            new MediaEvent.SpeechStarted(callSid, streamSid, deferredOnset.getAsLong(), false)));
                    deferredOnset = OptionalLong.empty();
                }
                steps.add(new Report(new MediaEvent.SpeechEnded(callSid, streamSid, ended.offsetMs())));
                // The quiet that proved the end is part of what the caller waits.
                unansweredSince = now - Math.max(0, judgement.endMs() - ended.offsetMs());
                after(playout.speechEnded(callSid, now));
            }
        }
    }

    private void reportDeferredOnset() {
        if (deferredOnset.isPresent() && !playout.inGrace(now)) {
            boolean interrupting = playout.sounding(now);
            after(playout.speechBegan(callSid, now));
            steps.add(new Report(
                    new MediaEvent.SpeechStarted(callSid, streamSid, deferredOnset.getAsLong(), interrupting)));
            deferredOnset = OptionalLong.empty();
        }
    }

    private void flush() {
        steps.add(new Report(callerSound.chunk(callSid, streamSid, speech.speaking())));
        callerSound = callerSound.taken();
    }

    /** Without reports nobody hears the caller and nobody answers: the caller is told, and in the end let go. */
    private void feed(long stalledMs) {
        if (stalledMs < settings.stalledMs()) {
            holdPhraseSaid = false;
        } else if (stalledMs >= settings.feedLostMs()) {
            if (!apologised) {
                apologised = true;
                after(playout.announce(callSid, settings.apology(), true, now));
            }
        } else if (!holdPhraseSaid && !playout.sounding(now)) {
            holdPhraseSaid = true;
            after(playout.announce(callSid, settings.holdPhrase(), false, now));
        }
    }

    private void after(Playout.Stepped stepped) {
        playout = stepped.next();
        steps.addAll(stepped.steps());
        for (MediaStep step : stepped.steps()) {
            if (step instanceof Count count && count.what() == Counted.FRAMES_OUT) {
                framesOut += count.howMany();
            } else if (step instanceof Report report) {
                answered(report.event());
            }
        }
        StopReason ends = stepped.ends();
        if (ends != null) {
            end(ends);
        }
    }

    private void answered(Event event) {
        if (event instanceof MediaEvent.PlaybackStarted && unansweredSince != 0) {
            steps.add(new MediaStep.Answered(now - unansweredSince));
            unansweredSince = 0;
        } else if (event instanceof MediaEvent.PlaybackFinished) {
            // What was said into a turn that was heard to its end asked for nothing.
            unansweredSince = 0;
        }
    }

    private void end(StopReason reason) {
        if (ended != null) {
            return;
        }
        if (!callerSound.waiting().isEmpty()) {
            flush();
        }
        steps.add(new Report(new CallerAudio.End(callSid, streamSid)));
        Playout.Stepped abandoned = playout.abandoned(callSid, now);
        playout = abandoned.next();
        steps.addAll(abandoned.steps());
        steps.add(
                new Report(new MediaEvent.StreamStopped(callSid, streamSid, reason, callerSound.frames(), framesOut)));
        if (reason == StopReason.DRAINED) {
            ended = new Phase.HandedBack(now, 0, callerSound.frames(), framesOut);
        } else {
            ended = new Phase.Over();
            steps.add(new MediaStep.Close(reason.name(), callerSound.frames(), framesOut));
        }
    }
}
