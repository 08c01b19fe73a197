package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert.Trouble;
import java.time.Duration;
import java.time.Instant;

/** What the watchdog knows of one call. Immutable. */
public sealed interface WatchedCall {

    /** Until {@code Call.Received} has been read nothing is due: topics have no common order. */
    record Unannounced(Instant firstSeenAt, Line line, Talk talk, Turns turns) implements WatchedCall {}

    /** A call that may last too long. */
    sealed interface Lasting extends WatchedCall {

        Instant receivedAt();

        /** When the call was reported overlong, or never. */
        Instant overlongAt();

        /** When Twilio was last asked to end the call, or never. */
        Instant hangUpAskedAt();

        Lasting overlong(Instant at);

        Lasting hangUpAsked(Instant at);

        /** Whether the caller talks to a person, whom no machine interrupts. */
        boolean toPerson();
    }

    /** Alive and on watch. */
    record Watched(
            Instant receivedAt,
            Duration greeting,
            Line line,
            Talk talk,
            Turns turns,
            Instant overlongAt,
            Instant hangUpAskedAt)
            implements Lasting {

        @Override
        public Watched overlong(Instant at) {
            return new Watched(receivedAt, greeting, line, talk, turns, at, hangUpAskedAt);
        }

        @Override
        public Watched hangUpAsked(Instant at) {
            return new Watched(receivedAt, greeting, line, talk, turns, overlongAt, at);
        }

        @Override
        public boolean toPerson() {
            return turns.toPerson();
        }

        Watched with(Line newLine, Talk newTalk, Turns newTurns) {
            return new Watched(receivedAt, greeting, newLine, newTalk, newTurns, overlongAt, hangUpAskedAt);
        }
    }

    /** The agent has left the caller to a recording, to a person, or to the end of the call: only its length counts. */
    record Left(Instant receivedAt, boolean toPerson, Instant overlongAt, Instant hangUpAskedAt) implements Lasting {

        @Override
        public Left overlong(Instant at) {
            return new Left(receivedAt, toPerson, at, hangUpAskedAt);
        }

        @Override
        public Left hangUpAsked(Instant at) {
            return new Left(receivedAt, toPerson, overlongAt, at);
        }

        Left forPerson() {
            return new Left(receivedAt, true, overlongAt, hangUpAskedAt);
        }
    }

    /** The redirect is under way in this process. */
    record Saving(Trouble reason, Instant since) implements WatchedCall {}

    /** Ended, saved, or past saving: nothing is ever due again. */
    record Over(Instant at) implements WatchedCall {}

    static WatchedCall firstSeen(Instant at) {
        return new Unannounced(at, new Line.NotYet(), Talk.NONE, Turns.NONE);
    }
}
