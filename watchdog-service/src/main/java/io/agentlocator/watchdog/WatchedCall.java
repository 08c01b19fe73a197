package io.agentlocator.watchdog;

import io.agentlocator.events.CallAlert.Trouble;
import java.time.Duration;
import java.time.Instant;

/** What the watchdog knows of one call. Immutable. */
public sealed interface WatchedCall {

    /** {@code Call.Received} has not been consumed yet, as topics have no common order; until then nothing is due. */
    record Unannounced(Instant firstSeenAt, StreamState stream, TurnTaking talk, AgentTurns turns)
            implements WatchedCall {}

    /** A call that may last too long. */
    sealed interface Lasting extends WatchedCall {

        Instant receivedAt();

        /** When the call was reported overlong, or never. */
        Instant overlongAt();

        /** When Twilio was last asked to end the call, or never. */
        Instant hangUpAskedAt();

        Lasting overlong(Instant at);

        Lasting hangUpAsked(Instant at);

        /** Whether the caller talks to a person, which is never interrupted. */
        boolean toPerson();
    }

    /** In progress, with the agent on the call. */
    record Watched(
            Instant receivedAt,
            Duration greeting,
            StreamState stream,
            TurnTaking talk,
            AgentTurns turns,
            Instant overlongAt,
            Instant hangUpAskedAt)
            implements Lasting {

        @Override
        public Watched overlong(Instant at) {
            return new Watched(receivedAt, greeting, stream, talk, turns, at, hangUpAskedAt);
        }

        @Override
        public Watched hangUpAsked(Instant at) {
            return new Watched(receivedAt, greeting, stream, talk, turns, overlongAt, at);
        }

        @Override
        public boolean toPerson() {
            return turns.toPerson();
        }

        Watched with(StreamState newStream, TurnTaking newTalk, AgentTurns newTurns) {
            return new Watched(receivedAt, greeting, newStream, newTalk, newTurns, overlongAt, hangUpAskedAt);
        }
    }

    /** The agent has left: the caller is recorded, talks to a person, or hangs up. Only the call's length is watched. */
    record AgentLeft(Instant receivedAt, boolean toPerson, Instant overlongAt, Instant hangUpAskedAt)
            implements Lasting {

        @Override
        public AgentLeft overlong(Instant at) {
            return new AgentLeft(receivedAt, toPerson, at, hangUpAskedAt);
        }

        @Override
        public AgentLeft hangUpAsked(Instant at) {
            return new AgentLeft(receivedAt, toPerson, overlongAt, at);
        }

        AgentLeft forPerson() {
            return new AgentLeft(receivedAt, true, overlongAt, hangUpAskedAt);
        }
    }

    /** This process is redirecting the call. */
    record Redirecting(Trouble reason, Instant since) implements WatchedCall {}

    /** Ended or redirected: nothing is ever due again. */
    record Over(Instant at) implements WatchedCall {}

    static WatchedCall firstSeen(Instant at) {
        return new Unannounced(at, new StreamState.NotYet(), TurnTaking.NONE, AgentTurns.NONE);
    }
}
