package io.agentlocator.testbed.suite;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stages of each turn of one call, from the times in the events. */
public final class TurnTimes {

    private final Map<Integer, Ledger.Entry> finals = new HashMap<>();
    private final Map<Integer, Ledger.Entry> firstSentences = new HashMap<>();
    private final Map<Integer, Instant> firstSounds = new HashMap<>();
    private final List<TurnTime> turns = new ArrayList<>();
    private @Nullable Instant streamStarted;

    /** Adds the next event of the call and returns the times of a turn when its playback begins. */
    public Optional<TurnTime> take(Ledger.Entry entry) {
        Instant time = entry.meta().time();
        switch (entry.event()) {
            case MediaEvent.StreamStarted started -> streamStarted = time;
            case Transcript.Final words -> finals.put(words.utterance(), entry);
            case Reply.Sentence sentence -> firstSentences.putIfAbsent(sentence.turn(), entry);
            case AgentAudio.Chunk chunk -> firstSounds.putIfAbsent(chunk.turn(), time);
            case AgentAudio.ReplyClip clip -> firstSounds.putIfAbsent(clip.turn(), time);
            case MediaEvent.PlaybackStarted playing -> {
                return played(playing.turn(), time);
            }
            case Call.ReplyPlaying playing -> {
                return played(playing.turn(), time);
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<TurnTime> played(int number, Instant time) {
        Optional<TurnTime> turn = timeOf(number, time);
        turn.ifPresent(turns::add);
        return turn;
    }

    public List<TurnTime> turns() {
        return Collections.unmodifiableList(turns);
    }

    private Optional<TurnTime> timeOf(int turn, Instant playing) {
        Ledger.Entry sentence = firstSentences.get(turn);
        Instant sound = firstSounds.get(turn);
        if (sentence == null || sound == null || streamStarted == null) {
            return Optional.empty();
        }
        int answers = ((Reply.Sentence) sentence.event()).answers();
        Ledger.Entry words = finals.get(answers);
        if (words == null) {
            return Optional.empty();
        }
        var heard = (Transcript.Final) words.event();
        Instant voiceEnded = streamStarted.plusMillis(heard.endMs());
        Instant known = words.meta().time();
        long recognition = heard.tookMs();
        return Optional.of(new TurnTime(
                answers,
                turn,
                voiceEnded,
                playing,
                Duration.between(voiceEnded, known).toMillis() - recognition,
                recognition,
                Duration.between(known, sentence.meta().time()).toMillis(),
                Duration.between(sentence.meta().time(), sound).toMillis(),
                Duration.between(sound, playing).toMillis()));
    }
}
